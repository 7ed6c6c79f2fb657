import { z } from 'zod'
import { parsePlainDate, plainDateFromParts } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { parseUid } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'

/** Words that must be there; `missing` is the whole sentence that the reader sees. */
export function requiredText(missing: string, most = 4000): z.ZodType<string, unknown> {
  return z.string({ error: missing }).min(1, missing).max(most, `Use ${most} characters or fewer`)
}

/** Words that may be left out; an empty field is undefined. */
export function optionalText(most = 4000): z.ZodType<string | undefined, unknown> {
  return z
    .string()
    .max(most, `Use ${most} characters or fewer`)
    .transform((text) => (text === '' ? undefined : text))
    .optional()
}

/** One of the offered choices. */
export function choice<const T extends readonly [string, ...string[]]>(
  offered: T,
  missing: string,
): z.ZodType<T[number], unknown> {
  return z.enum(offered, { error: missing })
}

/** Any of the offered choices, none too. */
export function choices<const T extends readonly [string, ...string[]]>(
  offered: T,
): z.ZodType<T[number][], unknown> {
  const many = z.array(z.enum(offered))
  return z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
    many,
  )
}

const dateParts = z.object({ day: z.string(), month: z.string(), year: z.string() }).partial()

function partsEmpty(parts: z.output<typeof dateParts>): boolean {
  return !parts.day && !parts.month && !parts.year
}

const digits = /^\d{1,4}$/

function dateOf(sent: unknown): PlainDate | 'empty' | undefined {
  if (sent === undefined || sent === '') return 'empty'
  if (typeof sent === 'string') return parsePlainDate(sent)
  const parts = dateParts.safeParse(sent)
  if (!parts.success) return undefined
  if (partsEmpty(parts.data)) return 'empty'
  const { day = '', month = '', year = '' } = parts.data
  // Number() would also take "1e1", "0x1F" and " 3 " for a day; people write digits.
  if (![day, month, year].every((part) => digits.test(part.trim()))) return undefined
  return plainDateFromParts(Number(day), Number(month), Number(year))
}

/** A date that must be there, from three inputs or an ISO text. */
export function requiredDate(missing: string): z.ZodType<PlainDate, unknown> {
  return z
    .unknown()
    .optional()
    .transform((sent, check): PlainDate => {
      const date = dateOf(sent)
      if (date !== undefined && date !== 'empty') return date
      check.addIssue({
        code: 'custom',
        message: date === 'empty' ? missing : 'Enter a real date, like 27 3 2026',
      })
      return z.NEVER
    })
}

/** A date that may be left out. */
export function optionalDate(): z.ZodType<PlainDate | undefined, unknown> {
  return z
    .unknown()
    .optional()
    .transform((sent, check): PlainDate | undefined => {
      const date = dateOf(sent)
      if (date === 'empty') return undefined
      if (date === undefined)
        check.addIssue({ code: 'custom', message: 'Enter a real date, like 27 3 2026' })
      return date
    })
}

/** The outside id of a record. */
export function uid(missing = 'Choose one'): z.ZodType<Uid, unknown> {
  return z.string({ error: missing }).transform((text, check): Uid => {
    const parsed = parseUid(text)
    if (parsed !== undefined) return parsed
    check.addIssue({ code: 'custom', message: missing })
    return z.NEVER
  })
}

/** A record that may be left unchosen. */
export function optionalUid(): z.ZodType<Uid | undefined, unknown> {
  return z.preprocess((sent) => (sent === '' ? undefined : sent), uid().optional())
}

/** Several records, none too. */
export function uids(): z.ZodType<Uid[], unknown> {
  return z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(uid()),
  )
}

/** What somebody typed as a whole number; "1e1" or "0x1F" are no way in which people write one. */
function wholeNumberOf(sent: unknown): unknown {
  return typeof sent === 'string' && /^-?\d{1,9}$/.test(sent.trim()) ? Number(sent) : sent
}

/** A whole number in a range. */
export function wholeNumber(range: {
  from: number
  to: number
  missing: string
}): z.ZodType<number, unknown> {
  const { from, to, missing } = range
  const number = z.number({ error: missing }).int(missing).min(from, missing).max(to, missing)
  return z.preprocess(wholeNumberOf, number)
}

/** The one id in a path. */
export const UidParams = z.object({ uid: uid() })
