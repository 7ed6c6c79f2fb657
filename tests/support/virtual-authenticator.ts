import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { CDPSession, Page } from 'playwright-core'

/** What a device may do otherwise than it should, to see that Heed notices. */
export interface Misconduct {
  /** The address of the page that asked it. */
  readonly origin?: string
  /** The device did not check finger, face or PIN. */
  readonly unverified?: boolean
  /** The count of uses that it claims. */
  readonly count?: number
  /** The signature is of something else. */
  readonly forged?: boolean
}

/** A device with one passkey, made of arithmetic: for tests without a browser. */
export interface SoftAuthenticator {
  /** What the browser would put into the form after it made a passkey. */
  make(options: string, misconduct?: Misconduct): string
  /** What the browser would put into the form after it used the passkey. */
  use(options: string, misconduct?: Misconduct): string
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

function sha256(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const part = (label: number, text: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 0x20]), Buffer.from(text, 'base64url')])
  // A map of five: kind EC2, algorithm ES256, curve P-256, x, y (RFC 9053).
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    part(0x21, x),
    part(0x22, y),
  ])
}

function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x59, bytes.length >> 8, bytes.length & 0xff]), bytes])
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
}

/** A device of arithmetic for pages of this origin. */
export function softAuthenticator(origin: string): SoftAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const host = new URL(origin).hostname
  let userHandle = ''
  let count = 0

  function clientData(type: string, challenge: string, misconduct: Misconduct): Buffer {
    const data = { type, challenge, origin: misconduct.origin ?? origin, crossOrigin: false }
    return Buffer.from(JSON.stringify(data))
  }

  function authData(flags: number, misconduct: Misconduct): Buffer {
    count = misconduct.count ?? count + 1
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(count)
    const verified = misconduct.unverified ? flags & ~0x04 : flags
    return Buffer.concat([sha256(host), Buffer.from([verified]), counted])
  }

  function answer(response: Record<string, unknown>): string {
    const id = base64url(credentialId)
    return JSON.stringify({
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })
  }

  return {
    make(options, misconduct = {}) {
      const asked = JSON.parse(options) as { challenge: string; user: { id: string } }
      userHandle = asked.user.id
      const data = clientData('webauthn.create', asked.challenge, misconduct)
      const length = Buffer.from([0, credentialId.length])
      const known = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)])
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        Buffer.concat([
          cborText('fmt'),
          cborText('none'),
          cborText('attStmt'),
          Buffer.from([0xa0]),
        ]),
        cborText('authData'),
        cborBytes(Buffer.concat([authData(0x45, misconduct), known])),
      ])
      return answer({
        clientDataJSON: base64url(data),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      })
    },
    use(options, misconduct = {}) {
      const asked = JSON.parse(options) as { challenge: string }
      const data = clientData('webauthn.get', asked.challenge, misconduct)
      const about = authData(0x05, misconduct)
      const signed = misconduct.forged ? randomBytes(69) : Buffer.concat([about, sha256(data)])
      return answer({
        clientDataJSON: base64url(data),
        authenticatorData: base64url(about),
        signature: base64url(sign('sha256', signed, privateKey)),
        userHandle,
      })
    },
  }
}

/** Gives a page of a real Chromium a device that keeps passkeys and says yes to everything. */
export async function attachAuthenticator(
  page: Page,
): Promise<{ session: CDPSession; remove(): Promise<void>; count(): Promise<number> }> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    session,
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
    count: async () => {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
      return credentials.length
    },
  }
}
