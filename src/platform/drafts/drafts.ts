import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { openDraft, sealDraft } from './seal-draft.ts'

/** What somebody had typed into a form, and when it was last saved. */
export interface Draft {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly at: Instant
  /** The version of the record that the writer had before their eyes, where the form carries one. */
  readonly version?: number
}

/** The drafts of whoever acts in this transaction; those of others do not exist here. */
export interface Drafts {
  /** Keeps what is typed into the form at this address, in place of what was kept before. */
  save(form: string, values: Draft['values']): Promise<void>
  find(form: string): Promise<Draft | undefined>
  discard(form: string): Promise<void>
}

/** The same limit as in `app.draft`: what a form may carry, and the seal around it. */
const mostSealedBytes = 1_100_000

const Values = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const versionField = '_version'

/** Heed's own hidden fields belong to one showing of the form; of them only the version is kept. */
function worthKeeping(values: Draft['values']): Draft['values'] {
  const kept = Object.entries(values).filter(
    ([name]) => !name.startsWith('_') || name === versionField,
  )
  return Object.fromEntries(kept)
}

function parse(text: string | undefined): Omit<Draft, 'at'> | undefined {
  if (text === undefined) return undefined
  const parsed = Values.safeParse(JSON.parse(text))
  if (!parsed.success) return undefined
  const { [versionField]: sent, ...values } = parsed.data
  const version = typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : undefined
  return { values, ...(version !== undefined && { version }) }
}

/** The drafts of one principal; the key lies outside the data folder. */
export function draftsOf(key: Buffer, tx: Tx, principalUid: Uid): Drafts {
  return {
    async save(form, values) {
      const text = JSON.stringify(worthKeeping(values))
      const sealed = sealDraft(key, { principalUid, form }, text)
      if (sealed.byteLength > mostSealedBytes) throw new Failure('too-large', 'draft')
      await sql`insert into app.draft (form, sealed) values (${form}, ${sealed})
        on conflict (partnership_id, principal_id, form)
        do update set sealed = excluded.sealed, at = excluded.at`.execute(tx)
    },
    async find(form) {
      const { rows } = await sql<{ sealed: Buffer; at: Instant }>`
        select sealed, at from app.draft where form = ${form}`.execute(tx)
      const [row] = rows
      if (row === undefined) return undefined
      const kept = parse(openDraft(key, { principalUid, form }, row.sealed))
      return kept && { ...kept, at: row.at }
    },
    async discard(form) {
      await sql`delete from app.draft where form = ${form}`.execute(tx)
    },
  }
}

/** Nobody who has not signed in has drafts. */
export const noDrafts: Drafts = {
  save: () => Promise.reject(new Failure('signed-out')),
  find: () => Promise.resolve(undefined),
  discard: () => Promise.resolve(),
}
