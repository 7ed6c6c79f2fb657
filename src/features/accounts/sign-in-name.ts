/** Letters and figures that nobody confuses when they read them aloud: no I, L, O, U, 0, 1. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** How many random bytes a sign-in name needs; those that would favour some letters are passed over. */
export const signInNameBytes = 32

/**
 * A sign-in name like `K7QM-2XWD` from random bytes. It is not made from a person's name, so that nobody who knows
 * a colleague can lock them out by guessing. Undefined when the bytes ran out.
 */
export function signInNameFrom(bytes: Uint8Array): string | undefined {
  const fair = Math.floor(256 / alphabet.length) * alphabet.length
  const letters = [...bytes]
    .filter((byte) => byte < fair)
    .map((byte) => alphabet[byte % alphabet.length])
  if (letters.length < 8) return undefined
  return `${letters.slice(0, 4).join('')}-${letters.slice(4, 8).join('')}`
}

/** A sign-in name as somebody typed it: small letters, spaces and a missing hyphen are theirs to choose. */
export function tidySignInName(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}
