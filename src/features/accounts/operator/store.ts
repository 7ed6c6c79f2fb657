import type { ClientBase } from 'pg'
import type { Instant } from '#shared/dates.ts'
import { digestOf, newCode } from '../secrets/tokens.ts'

/** Whom the operator lets in, and with which role. */
export interface OperatorInvitation {
  /** The partnership's name in addresses. */
  readonly partnership: string
  readonly name: string
  readonly role: string
  /** The address that people type. */
  readonly url: string
}

/** A one-time link for somebody, and until when it works. */
export interface EnrolmentLink {
  readonly link: string
  readonly person: string
  readonly expiresAt: Instant
}

/**
 * Adds a person and makes their one-time link, for `heed user add`: the only way to the first administrator. Runs on a
 * connection of `heed_migrate`; the web server's role may not do it. The link is shown once, only its digest is kept.
 */
export async function createEnrolmentLink(
  client: ClientBase,
  asked: OperatorInvitation,
): Promise<EnrolmentLink> {
  const code = newCode()
  const { rows } = await client.query<{ person: string; expires: string }>(
    `select principal_uid as person, to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as expires
     from access.operator_invites($1, $2, $3, $4)`,
    [asked.partnership, asked.name, asked.role, digestOf(code)],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the database made no link')
  const link = new URL(`/enrol/${code}`, asked.url).href
  return { link, person: row.person, expiresAt: row.expires as Instant }
}

/** The oldest authenticator that is in use, with the number of all; for the proof that a restored key opens it. */
export async function firstAuthenticator(
  client: ClientBase,
): Promise<{ principalUid: string; sealed: Buffer; count: number } | undefined> {
  const { rows } = await client.query<{ principalUid: string; sealed: Buffer; count: number }>(
    `select p.uid as "principalUid", a.sealed, (count(*) over ())::integer as count
      from access.authenticator a
      join access.principal p on p.partnership_id = a.partnership_id and p.id = a.principal_id
      where a.removed_at is null order by a.id limit 1`,
  )
  return rows[0]
}
