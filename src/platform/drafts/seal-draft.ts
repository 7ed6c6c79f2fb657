import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Whose draft it is and of which form: bound to the sealed text, so that a row cannot be moved to somebody else. */
export interface DraftOwner {
  readonly principalUid: string
  readonly form: string
}

const saltBytes = 16
const nonceBytes = 12
const tagBytes = 16

function keyOfDraft(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'heed draft', 32))
}

function boundTo(owner: DraftOwner): Buffer {
  return Buffer.from(`${owner.principalUid}\n${owner.form}`)
}

/** Encrypts what was typed (AES-256-GCM under a key of its own for each saving). */
export function sealDraft(key: Buffer, owner: DraftOwner, text: string): Buffer {
  const salt = randomBytes(saltBytes)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOfDraft(key, salt), nonce)
  cipher.setAAD(boundTo(owner))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), body])
}

/** What was typed, or nothing when the row was changed, belongs to another, or was sealed with another key. */
export function openDraft(key: Buffer, owner: DraftOwner, sealed: Buffer): string | undefined {
  const salt = sealed.subarray(0, saltBytes)
  const nonce = sealed.subarray(saltBytes, saltBytes + nonceBytes)
  const tag = sealed.subarray(saltBytes + nonceBytes, saltBytes + nonceBytes + tagBytes)
  const body = sealed.subarray(saltBytes + nonceBytes + tagBytes)
  if (tag.byteLength < tagBytes) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyOfDraft(key, salt), nonce)
  decipher.setAAD(boundTo(owner))
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    // A draft that cannot be opened is no draft; the form is shown as it is without one.
    return undefined
  }
}
