import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { addMilliseconds, instantFromMilliseconds, millisecondsOf } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import { keyFor } from '../secrets/tokens.ts'

const randomLength = 16
const bodyLength = randomLength + 6
/** A page with a challenge may stay open so long; then it asks to try again with a new one. */
const lifetime = 10 * 60_000

function markOf(fieldKey: Buffer, body: Buffer, purpose: string): Buffer {
  return createHmac('sha256', keyFor(fieldKey, 'challenge')).update(body).update(purpose).digest()
}

/**
 * A challenge for a passkey. It carries its own end and our mark, so that showing a page writes nothing;
 * that it is taken once only is seen to when it comes back.
 */
export function newChallenge(fieldKey: Buffer, purpose: string, now: Instant): string {
  const end = Buffer.alloc(6)
  end.writeUIntBE(millisecondsOf(addMilliseconds(now, lifetime)), 0, 6)
  const body = Buffer.concat([randomBytes(randomLength), end])
  return Buffer.concat([body, markOf(fieldKey, body, purpose)]).toString('base64url')
}

/** When a challenge of ours ends; undefined when it is over, made for another purpose, or not ours. */
export function challengeEnd(
  fieldKey: Buffer,
  challenge: string,
  at: { purpose: string; now: Instant },
): Instant | undefined {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== bodyLength + 32) return undefined
  const body = bytes.subarray(0, bodyLength)
  if (!timingSafeEqual(bytes.subarray(bodyLength), markOf(fieldKey, body, at.purpose)))
    return undefined
  const end = instantFromMilliseconds(body.readUIntBE(randomLength, 6))
  return end > at.now ? end : undefined
}
