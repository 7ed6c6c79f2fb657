import { createHash, createHmac, randomBytes } from 'node:crypto'

/** A new session token: 256 random bits. Only its digest is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A new code for a one-time link: 128 random bits. Only its digest is kept. */
export function newCode(): string {
  return randomBytes(16).toString('base64url')
}

/** What the database keeps of a token or a code. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** A key for one use, made from the field key. */
export function keyFor(fieldKey: Buffer, use: string): Buffer {
  return createHmac('sha256', fieldKey).update(`heed ${use}`).digest()
}

/**
 * What only the sign-in code knows. The installation keeps its digest (`access.installation.sign_in_digest`), and no
 * session starts without it: a statement smuggled into the application cannot make itself a session.
 */
export function signInSecret(fieldKey: Buffer): string {
  return keyFor(fieldKey, 'sign-in').toString('base64url')
}
