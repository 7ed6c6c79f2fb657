import { sql } from 'kysely'
import { getCaseKeys } from '#features/cases/index.ts'
import type { CaseKeys } from '#features/cases/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { DueItem } from '#platform/due/due-item.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import * as store from '../store/parts.ts'
import type { StoredChronology, StoredPart } from '../store/parts.ts'
import type { Labelled } from '../model.ts'
import type { EntriesOf } from './entries.ts'
import { listLabels, putterFor } from './people.ts'

/** A chronology with its case, its people and how its texts are shown to this reader. */
export interface OpenChronology extends EntriesOf {
  readonly kase: CaseKeys
  readonly chronology: StoredChronology
}

/** The chronology of a case; undefined while none was begun. Whoever may open the vault sees texts as they were written. */
export async function findOpenChronology(
  ctx: ReadContext,
  caseUid: Uid,
  asWritten = true,
): Promise<{ kase: CaseKeys; open: OpenChronology | undefined }> {
  const kase = await getCaseKeys(ctx, caseUid)
  const chronology = await store.findChronology(ctx.tx, kase.id)
  if (chronology === undefined) return { kase, open: undefined }
  const people = await listLabels(ctx, chronology.scopeId)
  const put = await putterFor(ctx, chronology.scopeId, asWritten)
  return { kase, open: { kase, chronology, chronologyId: chronology.id, people, put } }
}

/** The chronology of a case that was begun; not found where there is none. */
export async function getOpenChronology(
  ctx: ReadContext,
  caseUid: Uid,
  asWritten = true,
): Promise<OpenChronology> {
  const { open } = await findOpenChronology(ctx, caseUid, asWritten)
  if (open === undefined) throw new Failure('not-found')
  return open
}

/** One agency's part with its people. An agency sees its own words as it wrote them. */
export interface OpenPart extends EntriesOf {
  readonly part: StoredPart
  readonly people: readonly Labelled[]
}

/** Whether this part is the caller's own, or one that the caller writes on its agency's behalf. */
export function mayWrite(ctx: ReadContext, agencyId: number): boolean {
  return agencyId === ctx.actor.agencyId
    ? can(ctx.actor, 'chronology:contribute')
    : can(ctx.actor, 'chronology:record-for')
}

/** A part that the caller may write in; not found for anybody else. */
export async function getWritablePart(ctx: ReadContext, uid: Uid): Promise<OpenPart> {
  const part = await store.getPart(ctx.tx, uid)
  if (!mayWrite(ctx, part.agencyId)) throw new Failure('not-found')
  const people = await listLabels(ctx, part.scopeId)
  const { chronologyId, agencyId } = part
  return { part, people, chronologyId, agencyId, put: (text) => text }
}

/** The people of the case under their labels, as whoever writes a part chooses them. */
export async function chronologyLabels(ctx: ReadContext, part: Uid): Promise<readonly Labelled[]> {
  return (await getWritablePart(ctx, part)).people
}

/** The parts that agencies are late with or have sent in: what waits for the caller. */
export async function listChronologyDue(ctx: ReadContext): Promise<DueItem[]> {
  const items: DueItem[] = []
  if (can(ctx.actor, 'chronology:contribute') && ctx.actor.agencyId !== undefined) {
    const own = await store.listPartsOfAgency(ctx.tx, ctx.actor.agencyId)
    items.push(
      ...own
        .filter(({ status }) => status === 'open')
        .map((part) => itemOf(part, 'Write your agency’s part of a chronology', part.dueOn)),
    )
  }
  if (can(ctx.actor, 'chronology:manage')) {
    const { rows } = await sql<{ uid: Uid; caseReference: string; agency: string }>`
      select p.uid, p.case_reference as "caseReference", a.name as agency
      from app.chronology_part p join app.agency a on a.partnership_id = p.partnership_id and a.id = p.agency_id
      where p.partnership_id = ${ctx.actor.partnershipId} and p.status = 'submitted' order by p.id limit 100`.execute(
      ctx.tx,
    )
    items.push(...rows.map((part) => itemOf(part, `Accept the chronology of ${part.agency}`, null)))
  }
  return items
}

function itemOf(
  part: { readonly uid: Uid; readonly caseReference: string },
  title: string,
  dueOn: PlainDate | null,
): DueItem {
  return {
    key: `chronology-part:${part.uid}:${title}`,
    section: 'to-do',
    title,
    reference: `Case ${part.caseReference}`,
    href: paths.part(part.uid),
    dueOn,
  }
}
