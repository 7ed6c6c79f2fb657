import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/** Encrypts a few bytes with the key that is not in the database; `purpose` must be the same when they are opened. */
export function seal(key: Buffer, plain: Buffer | string, purpose: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(purpose))
  const hidden = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden])
}

/** Opens what `seal` closed; undefined when the key, the purpose or a single bit differs. */
export function unseal(key: Buffer, sealed: Buffer, purpose: string): Buffer | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  })
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(nonceLength + tagLength)),
      decipher.final(),
    ])
  } catch {
    // Not ours, or not for this purpose: the caller says what that means.
    return undefined
  }
}

/** Something sealed as text, for a hidden field or an address; `until` is when it stops being good. */
export function sealText(
  key: Buffer,
  text: string,
  at: { purpose: string; until: number },
): string {
  return seal(key, JSON.stringify([at.until, text]), at.purpose).toString('base64url')
}

/** Opens a sealed text that is still good now. */
export function unsealText(
  key: Buffer,
  sealed: string,
  at: { purpose: string; now: number },
): string | undefined {
  const plain = unseal(key, Buffer.from(sealed, 'base64url'), at.purpose)
  if (plain === undefined) return undefined
  const [until, text] = JSON.parse(plain.toString('utf8')) as [number, string]
  return until > at.now ? text : undefined
}
