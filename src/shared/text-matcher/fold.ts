/** What a character is to the matcher. */
export const characterClass = {
  other: 0,
  lower: 1,
  upper: 2,
  digit: 3,
  ignored: 4,
  space: 5,
} as const

// Letters that do not come apart into a base letter and a mark.
const specialLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ŋ: 'n',
  ħ: 'h',
  ə: 'e',
  ŧ: 't',
  ɓ: 'b',
  ɗ: 'd',
  ɛ: 'e',
  ɔ: 'o',
}
// How names with these letters are written where the keyboard has none.
const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' }

let classes: Uint8Array | undefined

/** The class of every UTF-16 unit; half of a pair counts as a letter, so that styled letters are read too. */
export function characterClasses(): Uint8Array {
  if (classes) return classes
  const table = new Uint8Array(65536)
  for (let code = 0; code < 65536; code++) table[code] = classOf(code)
  classes = table
  return table
}

function classOf(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return characterClass.lower
  const character = String.fromCharCode(code)
  // Soft hyphen, zero-width characters, direction and variation marks, and marks over letters.
  if (/\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|\ufeff|\p{M}/u.test(character))
    return characterClass.ignored
  if (/\s/.test(character)) return characterClass.space
  if (/\p{Lu}|\p{Lt}/u.test(character)) return characterClass.upper
  if (/\p{L}/u.test(character)) return characterClass.lower
  return /\p{N}/u.test(character) ? characterClass.digit : characterClass.other
}

/** A word as the matcher compares it: lower case, without accents and marks, letters and digits only. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (/^[a-z0-9]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[^a-z0-9]/g, (letter) => specialLetters[letter] ?? letter)
}

/** The ways in which a name may be folded: plainly, and with "ü" written "ue". */
export function foldings(text: string): readonly string[] {
  const plain = fold(text)
  const spelled = fold(
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(/[äöüå]/g, (letter) => spelledOut[letter] ?? letter),
  )
  return spelled === plain ? [plain] : [plain, spelled]
}
