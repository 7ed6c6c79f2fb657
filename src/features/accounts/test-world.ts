import { createHash, randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { expect } from 'vitest'
import type { RoleName } from '#platform/access/role.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Answer, Somebody, TestHouse, TestPartnership } from '#tests/support/house.ts'
import { softAuthenticator } from '#tests/support/virtual-authenticator.ts'
import type { Misconduct, SoftAuthenticator } from '#tests/support/virtual-authenticator.ts'
import { createEnrolmentLink } from './operator/store.ts'
import { accounts } from './pages.tsx'
import { signInSecret } from './secrets/tokens.ts'

/** The address of the house under test. */
export const origin = 'http://localhost:3000'

/** A house that signs people in, with the helpers of a person at a keyboard. */
export interface SignInWorld extends TestHouse {
  readonly fieldKey: Buffer
  /** A link that the operator made for a new person. */
  invite(
    partnership: TestPartnership,
    as?: { name?: string; role?: RoleName },
  ): Promise<{ path: string; uid: string }>
  /** A person who has set up a passkey on a device of their own, and is signed in. */
  enrol(partnership: TestPartnership, as?: { name?: string; role?: RoleName }): Promise<Enrolled>
  /** Why an act was refused the last time, as only the audit knows. */
  lastRefusal(event: string): Promise<string | undefined>
  /** Signs in with a device, as far as the server lets it. */
  usePasskey(device: SoftAuthenticator, how?: PasskeyUse): Promise<Answer>
}

interface PasskeyUse extends Misconduct {
  readonly to?: string
  readonly shared?: boolean
}

/** Somebody with a device. */
export interface Enrolled extends Somebody {
  readonly device: SoftAuthenticator
}

/** Opens a house that signs people in. Its database knows the secret without which no session starts. */
export async function signInWorld(kind: 'real' | 'sample' | 'test' = 'test'): Promise<SignInWorld> {
  const fieldKey = randomBytes(32)
  const house = await testHouse({ kind, routes: accounts({ keys: { fieldKey }, url: origin }) })
  const secret = createHash('sha256').update(signInSecret(fieldKey)).digest()
  await house.sql('update access.installation set sign_in_digest = $1', [secret])

  async function invite(
    partnership: TestPartnership,
    { name = 'Invented Person', role = 'action-owner' }: { name?: string; role?: RoleName } = {},
  ) {
    const [found] = await house.sql<{ slug: string }>(
      'select slug from access.partnership where id = $1',
      [partnership.id],
    )
    const client = new Client(house.database.connect.migrate)
    await client.connect()
    try {
      const asked = { partnership: found?.slug ?? '', name, role, url: origin }
      const { link, person } = await createEnrolmentLink(client, asked)
      return { path: new URL(link).pathname, uid: person }
    } finally {
      await client.end()
    }
  }

  return {
    ...house,
    fieldKey,
    invite,
    async lastRefusal(event) {
      const [row] = await house.sql<{ reason: string }>(
        `select said ->> 'reason' as reason from audit.entry
         where said ->> 'event' = $1 and said ->> 'outcome' = 'refused'
         order by said ->> 'recordedByServerAt' desc limit 1`,
        [event],
      )
      return row?.reason
    },
    async enrol(partnership, as = {}) {
      const { path, uid } = await invite(partnership, as)
      const device = softAuthenticator(origin)
      const page = await house.get(undefined, path)
      const response = device.make(optionsOn(page))
      const answer = await house.post(undefined, `${path}/passkey`, { response, name: 'Phone' })
      expect(answer.status).toBe(303)
      const [row] = await house.sql<{ id: number; name: string }>(
        'select id::int, name from access.principal where uid = $1',
        [uid],
      )
      if (row === undefined) throw new Error('nobody was added')
      return { ...row, uid, device, token: tokenOf(answer) }
    },
    async usePasskey(device, { to = '', shared = false, ...misconduct } = {}) {
      const page = await house.get(undefined, '/sign-in')
      const response = device.use(optionsOn(page), misconduct)
      const form = { response, to, device: 'Firefox on Linux', ...(shared && { shared: 'yes' }) }
      return house.post(undefined, '/sign-in/passkey', form)
    },
  }
}

/** What a page asks a device for. */
export function optionsOn(page: Answer): string {
  const found = /data-passkey-options="([^"]*)"/.exec(page.body)?.[1]
  if (found === undefined) throw new Error(`no passkey is asked for on this page: ${page.status}`)
  return found.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

/** The session token that an answer gives to the browser. */
export function tokenOf(answer: Answer): string {
  const token = /^heed=([A-Za-z0-9_-]{43});/.exec(cookieOf(answer))?.[1]
  if (token === undefined) throw new Error(`the answer begins no session: ${answer.status}`)
  return token
}

/** The cookie that an answer sets, as it stands in the header. */
export function cookieOf(answer: Answer): string {
  const set = answer.headers['set-cookie']
  return Array.isArray(set) ? String(set[0]) : typeof set === 'string' ? set : ''
}

/** The sentences of the error summary. */
export function problemsOn(answer: Answer): string {
  return (
    /govuk-error-summary__list[^>]*>(.*?)<\/ul>/s
      .exec(answer.body)?.[1]
      ?.replaceAll(/<[^>]+>/g, ' ')
      .trim() ?? ''
  )
}
