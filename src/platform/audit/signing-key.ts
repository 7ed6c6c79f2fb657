import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** The key that signs checkpoints, with the short name under which its signatures are kept. */
export type SigningKey = {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly name: string
}

/** Where the public half lies: beside the key, to be handed to those who verify. */
export function publicKeyFile(keyFile: string): string {
  return `${keyFile}.pub`
}

/** Makes the key on the first start, where the deployment gives none; an existing file is never written over. */
export function prepareSigningKey(keyFile: string): SigningKey {
  if (!existsSync(keyFile)) {
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 })
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    keep(publicKeyFile(keyFile), publicKey.export({ type: 'spki', format: 'pem' }), 0o644)
    keep(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600)
  }
  return readSigningKey(keyFile)
}

/** Reads the key; one that others on the machine could read is refused. */
export function readSigningKey(keyFile: string): SigningKey {
  if (process.platform !== 'win32' && (statSync(keyFile).mode & 0o077) !== 0)
    throw new Error('the signing key may be readable by its owner only (mode 0600)')
  const privateKey = createPrivateKey(readFileSync(keyFile))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the signing key is not Ed25519')
  const publicKey = createPublicKey(privateKey)
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return { privateKey, publicKey, name: hash('sha256', der, 'hex').slice(0, 16) }
}

function keep(file: string, text: string | Buffer, mode: number): void {
  // "wx": two processes that start at once must not sign with two keys.
  const handle = openSync(file, 'wx', mode)
  try {
    writeFileSync(handle, text.toString())
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
