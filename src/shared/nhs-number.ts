declare const nhsNumber: unique symbol
/** An NHS number whose check digit holds: ten digits without spaces. */
export type NhsNumber = string & { readonly [nhsNumber]: true }

const writtenForm = /^\d{3}[\s.\u2010-\u2015-]{0,2}\d{3}[\s.\u2010-\u2015-]{0,2}\d{4}$/

/**
 * Reads an NHS number as people write it (`9994321226`, `999 432 1226`, with hyphens, dots, double or non-breaking
 * spaces) and checks its last digit.
 */
export function parseNhsNumber(text: string): NhsNumber | undefined {
  const trimmed = text.trim()
  if (!writtenForm.test(trimmed)) return undefined
  const digits = trimmed.replace(/\D/g, '')
  return checkDigit(digits) === Number(digits[9]) ? (digits as NhsNumber) : undefined
}

/** The number as it is written, 3-3-4. */
export function formatNhsNumber(number: NhsNumber): string {
  return `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`
}

/** Whether it lies between 999 000 0000 and 999 999 9999, which passes the check and is never issued: for invented people. */
export function isNeverIssued(number: NhsNumber): boolean {
  return number.startsWith('999')
}

/**
 * The tenth digit that the first nine ask for, by modulus 11 (NHS Data Dictionary, NHS NUMBER): weights 10 down to 2,
 * 11 minus the remainder, 11 counts as 0. Ten means that no such number exists.
 */
export function checkDigit(firstNine: string): number | undefined {
  let sum = 0
  for (let place = 0; place < 9; place++) sum += Number(firstNine[place]) * (10 - place)
  const check = 11 - (sum % 11)
  if (check === 10) return undefined
  return check === 11 ? 0 : check
}
