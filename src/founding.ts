import type { Client } from 'pg'
import pg from 'pg'
import { digestOf, signInSecret } from '#features/accounts/index.ts'
import { roles } from '#platform/access/role.ts'
import type { Config } from '#platform/config.ts'
import type { House } from '#platform/http/house.ts'
import type { Installation } from '#platform/installation.ts'
import { keyFile } from '#platform/keys.ts'
import { refuseToRun } from '#platform/lifecycle-errors.ts'
import { people } from './sample/cast.ts'
import { loadSample } from './sample/index.ts'

type Kind = 'real' | 'sample' | 'test'

async function kindOf(client: Client): Promise<Kind | undefined> {
  const { rows } = await client.query<{ kind: Kind }>('select kind from access.installation')
  return rows[0]?.kind
}

/** A story that was cut off leaves the sessions of its players open. */
async function isCutOff(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from access.session where agent = 'sample' and revoked_at is null limit 1`,
  )
  return rowCount === 1
}

/** The database holds only a part of the sample, because its first start was interrupted. */
export const sampleCutOff =
  'The sample was not loaded to its end. It holds nothing of yours: remove the data folder and start Heed again.'

/**
 * Tells the database which secret the sign-in code knows. Where it knows of another one, the field key is not the one that
 * the installation was made with, and Heed does not start: no authenticator would open, and what is added under this key
 * would be closed again once the right one is back.
 */
async function tellSignIn(client: pg.Client, fieldKey: Buffer, keyFolder: string): Promise<void> {
  const digest = digestOf(signInSecret(fieldKey))
  const { rowCount } = await client.query(
    `update access.installation set sign_in_digest = $1 where sign_in_digest is null or sign_in_digest = $1`,
    [digest],
  )
  if (rowCount === 0) refuseToRun('field-key-wrong', { folder: keyFile(keyFolder, 'field') })
}

async function tellGate(client: pg.Client, { gateSecret }: House): Promise<void> {
  const digest = digestOf(gateSecret)
  await client.query('update access.installation set gate_digest = $1', [digest])
}

/**
 * Makes an empty database an installation: real, or the sample with its invented partnership. What it is was decided
 * when it was made and never changes. The database is told the secret of signing in once, as a digest, and that of the gate
 * at each start.
 */
export async function foundInstallation(
  config: Pick<Config, 'sample' | 'keyFolder'>,
  installation: Installation,
  house: { house: House; fieldKey: Buffer },
): Promise<Kind> {
  const client = new pg.Client(installation.connect('migrate'))
  await client.connect()
  try {
    const before = await kindOf(client)
    const kind = before ?? (config.sample ? 'sample' : 'real')
    if (before === undefined) {
      await client.query('insert into access.installation (kind) values ($1)', [kind])
      await tellGate(client, house.house)
      if (kind === 'sample') await loadSample(house.house, client)
    } else if (kind === 'sample' && (await isCutOff(client))) throw new Error(sampleCutOff)
    await tellSignIn(client, house.fieldKey, config.keyFolder)
    await tellGate(client, house.house)
    return kind
  } finally {
    await client.end()
  }
}

const shown = [
  'manager',
  'councilPartner',
  'midwifery',
  'assessor',
  'scrutineer',
  'relative',
  'administrator',
] as const

function introduce(name: (typeof shown)[number]): string {
  const titles = people[name].roles.map((role) => roles[role].title).join(', ')
  return `  ${people[name].name}: ${titles}${name === 'relative' ? ', with a conflict of interest in one case' : ''}`
}

/** What the start prints: the address, and who may sign in. The public site prints its own when it listens. */
export function greeting(config: Pick<Config, 'url'>, kind: Kind): string[] {
  const address = `Heed is at ${config.url}`
  if (kind !== 'sample')
    return [
      address,
      'Sign in with your passkey, code or organisation. On the first day nobody can yet; an operator types, in this order:',
      '  npx heed partnership add --name "NAME OF THE PARTNERSHIP" --slug NAME-IN-ADDRESSES',
      '  npx heed user add --partnership NAME-IN-ADDRESSES --name "NAME OF THE PERSON" --role administrator',
      'The second prints the one-time link with which that person sets up how to sign in.',
    ]
  return [
    address,
    'This is the sample partnership; everybody in it is invented. The sign-in page signs in with one click, for example as',
    ...shown.map(introduce),
  ]
}
