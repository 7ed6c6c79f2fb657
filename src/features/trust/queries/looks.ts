import { sql } from 'kysely'
import { findScope, listAudit, listLooks, listReferences } from '#platform/audit/list-looks.ts'
import type { Look, LookPlace, LooksAsked } from '#platform/audit/list-looks.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { sayScope } from '../words.ts'
import { agencyNames } from './names.ts'

/** How many entries a page of the audit holds. */
export const looksPerPage = 50

/** An entry with the names of who did it, and the neutral reference of what it was about. */
export interface LookRow extends Look {
  readonly who: string | null
  readonly agency: string | null
  readonly record: string | null
}

/** A page of the audit, and where the next one begins. */
export interface LookPage {
  readonly rows: readonly LookRow[]
  readonly next: LookPlace | undefined
}

async function actorNames(ctx: ReadContext, uids: readonly Uid[]): Promise<Map<Uid, string>> {
  const { rows } = await sql<{ uid: Uid; name: string }>`
    select uid, name from access.principal where uid = any (${[...new Set(uids)]}::uuid[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map((row) => [row.uid, row.name]))
}

async function withNames(ctx: ReadContext, looks: readonly Look[]): Promise<LookRow[]> {
  const agencies = await agencyNames(ctx)
  const actors = await actorNames(
    ctx,
    looks.flatMap(({ actor }) => (actor === undefined ? [] : [actor])),
  )
  return looks.map((look) => ({
    ...look,
    who: look.actor === undefined ? null : (actors.get(look.actor) ?? null),
    agency: look.agencyId === undefined ? null : (agencies.get(look.agencyId) ?? null),
    record: null,
  }))
}

function pageOf(rows: readonly LookRow[]): LookPage {
  const shown = rows.slice(0, looksPerPage)
  return { rows: shown, next: rows.length > looksPerPage ? shown.at(-1)?.place : undefined }
}

/** A page of the partnership's audit, for the auditor. */
export async function getAuditPage(
  ctx: ReadContext,
  asked: Omit<LooksAsked, 'most'>,
): Promise<LookPage> {
  const looks = await listAudit(ctx.tx, { ...asked, most: looksPerPage + 1 })
  const scopes = [...new Set(looks.flatMap(({ scope }) => (scope === undefined ? [] : [scope])))]
  const named = new Map(
    (await listReferences(ctx.tx, scopes)).map((row) => [
      row.uid,
      sayScope({ scopeUid: row.uid, scopeKind: row.kind, reference: row.reference }),
    ]),
  )
  const rows = await withNames(ctx, looks)
  return pageOf(
    rows.map((row) => ({
      ...row,
      record: row.scope === undefined ? null : (named.get(row.scope) ?? null),
    })),
  )
}

/** A page of who looked at one case, for whoever answers for it. */
export async function getReadersPage(
  ctx: ReadContext,
  asked: { scope: Uid; before: LookPlace | undefined },
): Promise<LookPage> {
  const looks = await listLooks(ctx.tx, { ...asked, most: looksPerPage + 1 })
  return pageOf(await withNames(ctx, looks))
}

/** The record that the auditor names by its neutral reference. */
export function findRecord(ctx: ReadContext, reference: string): Promise<Uid | undefined> {
  return findScope(ctx.tx, reference)
}
