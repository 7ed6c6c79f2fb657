import { randomUUID } from 'node:crypto'
import type { AuditEvent } from '#platform/audit/audit-entry.ts'
import type { Asked } from './asking.ts'
import type { Persona } from './world.ts'

/** One thing that is measured. */
export interface Operation {
  readonly name: string
  readonly kind: 'page' | 'json' | 'act'
  /** How often it comes in a mixed stream. */
  readonly weight: number
  readonly status: number
  /** The table whose row the floor selects by key. */
  readonly table: string
  readonly event: AuditEvent
  readonly next: () => Asked
}

function turning<T>(list: readonly T[]): () => T {
  let place = 0
  return () => {
    place += 1
    const found = list[(place * 7919) % list.length]
    if (found === undefined) throw new Error('there is nothing to ask for')
    return found
  }
}

const searches = [
  'baby assessment',
  'missed appointment',
  'housing officers',
  'police record of call-outs',
  'supervision',
]
const filters = [
  'status=in-delivery',
  'status=achieved',
  'late=overdue',
  'late=overdue&sort=due',
  'rung=not-reached&sort=due',
  'status=in-delivery&late=silent',
]

function evidenceForm(action: string | undefined, today: string): string {
  const form = new URLSearchParams({
    _key: randomUUID(),
    kind: 'minutes',
    summary: 'Minutes of the team briefing, with the names of those who took part.',
    level: '1',
    givenOn: today,
  })
  if (action !== undefined) form.append('actions', action)
  return form.toString()
}

/** What is measured as this persona, on rows that are open to it. */
export function operationsFor(persona: Persona, today: string): readonly Operation[] {
  const recommendation = turning(persona.recommendations)
  const words = turning(searches)
  const filter = turning(filters)
  const evidence = turning(persona.evidence)
  const get = (path: string): Asked => ({ method: 'GET', path })
  const page = { kind: 'page', status: 200, table: 'app.recommendation' } as const
  const cases = persona.cases.length === 0 ? undefined : turning(persona.cases)
  return [
    ...(cases === undefined
      ? []
      : [
          {
            ...page,
            name: 'case page',
            weight: 20,
            table: 'app.serious_case',
            event: 'case.viewed' as const,
            next: () => get(`/cases/${cases()}`),
          },
        ]),
    {
      ...page,
      name: 'recommendation page',
      weight: cases === undefined ? 35 : 15,
      event: 'recommendation.viewed',
      next: () => get(`/recommendations/${recommendation()}`),
    },
    {
      ...page,
      name: 'work list',
      weight: 25,
      event: 'action-list.viewed',
      next: () => get('/actions?state=open'),
    },
    {
      ...page,
      name: 'recommendation list, filtered',
      weight: 10,
      event: 'recommendation-list.viewed',
      next: () => get(`/recommendations?${filter()}`),
    },
    {
      ...page,
      name: 'search of recommendations',
      weight: 10,
      event: 'recommendation-list.viewed',
      next: () => get(`/recommendations?words=${encodeURIComponent(words())}`),
    },
    {
      name: 'JSON read of one recommendation',
      kind: 'json',
      weight: 15,
      status: 200,
      table: 'app.recommendation',
      event: 'recommendation.viewed',
      next: () => get(`/api/recommendations/${recommendation()}`),
    },
    {
      name: 'evidence post',
      kind: 'act',
      weight: 5,
      status: 303,
      table: 'app.recommendation',
      event: 'evidence.given',
      next: () => {
        const { recommendation: uid, action } = evidence()
        return {
          method: 'POST',
          path: `/recommendations/${uid}/evidence/new`,
          form: evidenceForm(action, today),
        }
      },
    },
  ]
}

/** The operations in the order of a mixed stream: each as often as its weight says, evenly spread. */
export function mixOf<T extends { readonly weight: number }>(operations: readonly T[]): () => T {
  const debts = operations.map(() => 0)
  const total = operations.reduce((sum, { weight }) => sum + weight, 0)
  return () => {
    for (const [n, { weight }] of operations.entries()) debts[n] = (debts[n] ?? 0) + weight
    const most = debts.indexOf(Math.max(...debts))
    const chosen = operations[most]
    if (chosen === undefined) throw new Error('there is nothing to mix')
    debts[most] = (debts[most] ?? 0) - total
    return chosen
  }
}
