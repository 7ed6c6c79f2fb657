declare const neutralReference: unique symbol
/** The reference of a case, year and serial number like `2025-03`: it says nothing about the child. */
export type NeutralReference = string & { readonly [neutralReference]: true }

const form = /^(\d{4})-(\d{2,})$/

/** Writes a reference from the year and the serial number in that year, `2025-03` or `2025-117`. */
export function neutralReferenceOf(year: number, serial: number): NeutralReference {
  return `${String(year).padStart(4, '0')}-${String(serial).padStart(2, '0')}` as NeutralReference
}

/** Reads a reference back, or gives nothing when the text is not one as Heed writes them. */
export function parseNeutralReference(text: string): NeutralReference | undefined {
  const match = form.exec(text.trim())
  if (match?.[1] === undefined || match[2] === undefined || Number(match[2]) < 1) return undefined
  const reference = neutralReferenceOf(Number(match[1]), Number(match[2]))
  return reference === text.trim() ? reference : undefined
}

/**
 * Whether a label for a child or a case could have been made from the initials of one of these names, in any order.
 * Labels of our own are never made from initials (anonymisation rules: a label must not lead back to a name).
 */
export function looksLikeInitials(label: string, names: readonly string[]): boolean {
  const words = lettersOf(label).filter((word) => !isRoleWord(word))
  const letters = words.join('')
  // A run of letters longer than a name has words is a word, not initials; a single letter is the usual "Child A".
  if (letters.length === 0 || letters.length > 5) return false
  return names.some((name) =>
    isMadeFrom(
      letters,
      lettersOf(name).map((word) => word.slice(0, 1)),
    ),
  )
}

function isMadeFrom(letters: string, initials: readonly string[]): boolean {
  if (letters.length === 1) return initials[0] === letters
  const left = [...initials]
  for (const letter of letters) {
    const at = left.indexOf(letter)
    if (at === -1) return false
    left.splice(at, 1)
  }
  return true
}

function lettersOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toUpperCase()
      .match(/\p{L}+/gu) ?? []
  )
}

function isRoleWord(word: string): boolean {
  return roleWords.has(word)
}

const roleWords = new Set(
  'CHILD BABY INFANT SIBLING BROTHER SISTER TWIN MOTHER FATHER PARENT CARER PARTNER ADULT FAMILY CASE YOUNG PERSON GRANDMOTHER GRANDFATHER AUNT UNCLE'.split(
    ' ',
  ),
)
