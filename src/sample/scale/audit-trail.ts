import type { Client } from 'pg'
import { beforeTheFirst } from '#platform/audit/link-hash.ts'
import { copyIn } from '#platform/db/copy.ts'
import { daysBetween, millisecondsOf, startOfLondonDay } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Case } from './cases.ts'
import type { Action } from './delivery.ts'
import type { Desk, Person } from './frame.ts'
import type { Recommendation } from './recommendations.ts'
import { chainPieces } from './audit-rows.ts'

/** What the people of a partnership looked at and worked on. */
export interface Looked {
  readonly cases: readonly Case[]
  readonly recommendations: readonly Recommendation[]
  readonly actions: readonly Action[]
}

/** An entry as the audit keeps it, in the words of `audit.append`. */
export interface TrailEntry {
  readonly at: string
  readonly event: string
  readonly outcome: 'shown' | 'done'
  readonly actor: Person
  readonly request: string
  readonly object?:
    { readonly type: string; readonly uid: string; readonly scopeUid: string } | undefined
  readonly people?: readonly string[] | undefined
}

const readOf = {
  case: ['case.viewed', 'case-people.viewed', 'case-dates.viewed'],
  recommendation: ['recommendation.viewed', 'evidence.viewed', 'assurance.viewed'],
  action: ['action.viewed'],
} as const
const doneTo = {
  case: ['case-duty.kept', 'case.moved'],
  recommendation: ['recommendation.answered', 'evidence.given', 'evidence.accepted'],
  action: ['action.reported', 'action.re-dated'],
} as const

/**
 * The payload of an entry, byte for byte as the database would write it: shorter keys first, a space behind comma and
 * colon. A template, because a bulk load writes millions of them; the tests hold it against `chainRows`.
 */
export function payloadOf({
  at,
  event,
  outcome,
  actor,
  request,
  object,
  people,
}: TrailEntry): string {
  const scope = object === undefined ? '' : `"scope": "${object.scopeUid}", `
  const uid = object === undefined ? '' : `"object": "${object.uid}", `
  const whom =
    people === undefined ? '' : `"people": [${people.map((one) => `"${one}"`).join(', ')}], `
  const type = object === undefined ? '' : `, "objectType": "${object.type}"`
  return `{"at": "${at}", "txid": 0, "actor": "${actor.uid}", "event": "${event}", "login": "heed_migrate", ${scope}"agency": ${actor.agencyId}, ${uid}${whom}"outcome": "${outcome}", "request": "${request}", "actorKind": "person"${type}, "recordedByServerAt": "${at}"}`
}

function entryAt(desk: Desk, looked: Looked, moment: { at: string; share: number }): TrailEntry {
  const { chance, office } = desk
  const common = { at: moment.at, actor: chance.pickEarly(office.people), request: chance.uid() }
  const kind = chance.whole(0, 99)
  // What was not there yet could not be looked at; the newest is looked at most.
  function one<T>(list: readonly T[]): T | undefined {
    const there = Math.max(1, Math.floor(list.length * moment.share))
    const newest = Math.min(chance.whole(0, there - 1), chance.whole(0, there - 1))
    return list[there - 1 - newest]
  }
  const isDone = chance.percent(15)
  const outcome = isDone ? ('done' as const) : ('shown' as const)
  if (kind < 20)
    return {
      ...common,
      event: chance.pick(['home.viewed', 'action-list.viewed', 'case-list.viewed']),
      outcome: 'shown',
    }
  if (kind < 45) {
    const found = one(looked.cases)
    const object = found && { type: 'case', uid: found.uid, scopeUid: found.scope.uid }
    const event = chance.pick(isDone ? doneTo.case : readOf.case)
    return {
      ...common,
      event,
      outcome,
      object,
      ...(event === 'case-people.viewed' && { people: found?.children }),
    }
  }
  if (kind < 75) {
    const found = one(looked.recommendations)
    const object = found && { type: 'recommendation', uid: found.uid, scopeUid: found.scope.uid }
    return {
      ...common,
      event: chance.pick(isDone ? doneTo.recommendation : readOf.recommendation),
      outcome,
      object,
    }
  }
  const found = one(looked.actions)
  const object = found && { type: 'action', uid: found.uid, scopeUid: found.of.scope.uid }
  return { ...common, event: chance.pick(isDone ? doneTo.action : readOf.action), outcome, object }
}

/** Every entry of a partnership, in the order of its time, up to the moment when the load is told. */
export function* trailOf(desk: Desk, looked: Looked, rows: number): Generator<TrailEntry> {
  const from = millisecondsOf(startOfLondonDay(desk.firstDay))
  const step = (daysBetween(desk.firstDay, desk.today) * 86_400_000) / rows
  let day = ''
  let dayEnds = -1
  for (let n = 0; n < rows; n += 1) {
    const milliseconds = Math.floor(
      from + step * n + desk.chance.whole(0, Math.max(0, Math.floor(step) - 1)),
    )
    if (milliseconds >= dayEnds) {
      day = new Date(milliseconds).toISOString().slice(0, 11)
      dayEnds = (Math.floor(milliseconds / 86_400_000) + 1) * 86_400_000
    }
    yield entryAt(desk, looked, { at: `${day}${timeOf(milliseconds)}`, share: n / rows })
  }
}

const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

function timeOf(milliseconds: number): string {
  const inDay = milliseconds % 86_400_000
  const seconds = Math.floor(inDay / 1000)
  const hours = two[Math.floor(seconds / 3600)] ?? '00'
  return `${hours}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}.${String(inDay % 1000).padStart(3, '0')}000Z`
}

/** Copies entries into the chain of a partnership that has none yet, and sets its head. */
export async function copyTrail(
  client: Client,
  at: { chain: number; now: Instant },
  entries: Iterable<TrailEntry>,
): Promise<number> {
  const end = { seq: 0, hash: beforeTheFirst }
  function* payloads(): Generator<string> {
    for (const entry of entries) yield payloadOf(entry)
  }
  const copied = await copyIn(
    client,
    'copy audit.entry (chain, seq, hash, payload) from stdin (format binary)',
    chainPieces(at.chain, payloads(), end),
  )
  if (copied > 0) {
    await client.query(
      `insert into audit.head (chain, seq, hash, recorded_at) values ($1, $2, decode($3, 'hex'), $4)`,
      [at.chain, end.seq, end.hash, at.now],
    )
  }
  return copied
}
