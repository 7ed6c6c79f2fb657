import {
  caseStatusWords,
  listCasePositions,
  sayAnchor,
  sayStanding,
} from '#features/cases/index.ts'
import type { CasePosition } from '#features/cases/index.ts'
import { getLearningPosition, recommendationStatusWords } from '#features/learning/index.ts'
import type { LearningPosition } from '#features/learning/index.ts'
import { isModuleOn } from '#platform/access/module.ts'
import type { ReadContext } from '#platform/context.ts'
import { page } from '#platform/http/route.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import { byUrgency } from './urgency.ts'
import { PositionPage } from './views/position-page.tsx'
import type { CaseLine, Count } from './views/position-page.tsx'

function lineOf(row: CasePosition): CaseLine {
  const { uid, reference, status, next, late } = row
  return {
    uid,
    reference,
    stands: caseStatusWords[status],
    next: next?.rule.title ?? 'Nothing due',
    standing: next && sayStanding(next.state, sayAnchor(next)),
    late,
  }
}

function becameOf({ byStatus }: LearningPosition): Count[] {
  return Object.entries(recommendationStatusWords).flatMap(([status, words]) => {
    const n = byStatus[status as keyof typeof byStatus] ?? 0
    return n === 0 ? [] : [{ words, n, href: `/recommendations?status=${status}` }]
  })
}

function waitingIn(position: LearningPosition): Count[] {
  return [
    {
      words: 'Recommendations past their date',
      n: position.overdue,
      href: '/recommendations?late=overdue',
    },
    {
      words: 'Recommendations with an answer not yet received',
      n: position.silent,
      href: '/recommendations?late=silent',
    },
    {
      words: 'Actions being worked on',
      n: position.actionsOpen,
      href: '/actions?whose=all&state=open',
    },
    {
      words: 'Actions past their date',
      n: position.actionsLate,
      href: '/actions?whose=all&late=yes',
    },
    {
      words: 'Evidence that waits to be judged',
      n: position.evidenceWaiting,
      href: '/assurance#evidence',
    },
    {
      words: 'Impact checks due within four weeks, or late',
      n: position.checksDue,
      href: '/assurance#checks',
    },
  ]
}

async function casesIn(ctx: ReadContext): Promise<CasePosition[] | undefined> {
  if (!isModuleOn(ctx.actor, 'cases')) return undefined
  return (await listCasePositions(ctx)).toSorted(byUrgency)
}

async function learningIn(ctx: ReadContext): Promise<LearningPosition | undefined> {
  return isModuleOn(ctx.actor, 'learning') ? getLearningPosition(ctx) : undefined
}

/** The partnership's position, for the executive and on paper: of each part of the work that is switched on. */
export const positionPage = page({
  path: '/position',
  can: 'position:read',
  audit: 'position.viewed',
  handle: async (ctx) => {
    const cases = await casesIn(ctx)
    const learning = await learningIn(ctx)
    return {
      title: 'The position',
      state: sayDateInFull(ctx.today),
      layout: 'wide',
      body: (
        <PositionPage
          cases={cases?.map(lineOf)}
          learning={learning && { became: becameOf(learning), waiting: waitingIn(learning) }}
        />
      ),
      about: { listed: cases?.map((row) => row.uid) ?? [] },
    }
  },
})
