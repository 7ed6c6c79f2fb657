import { z } from 'zod'
import { classWords, listOpenCaseDeadlines, sayAnchor, sayStanding } from '#features/cases/index.ts'
import type { Deadline, OpenDeadline } from '#features/cases/index.ts'
import { listOpenReviewDeadlines } from '#features/reviews/index.ts'
import { isModuleOn } from '#platform/access/module.ts'
import type { ReadContext } from '#platform/context.ts'
import { page } from '#platform/http/route.ts'
import { sayDate, sayDateInFull } from '#shared/date-words.ts'
import {
  byUrgencyOf,
  isOfKind,
  kinds,
  sayUrgencies,
  urgencies,
  urgencyWords,
} from './deadline-groups.ts'
import type { Kind } from './deadline-groups.ts'
import { DeadlinesPage } from './views/deadlines-page.tsx'
import type { DeadlineLine } from './views/deadlines-page.tsx'

const address = '/deadlines'

const kindWords: Readonly<Record<Kind, string>> = {
  all: 'All',
  binding: 'Law and guidance',
  local: 'Own targets',
}

function ruleOf(deadline: Deadline): string {
  const { rule, anchoredOn, anchorIsExact } = deadline
  const certainty = rule.certainty === 'unconfirmed' ? ', not confirmed' : ''
  const day =
    anchoredOn === null
      ? ''
      : ` (${anchorIsExact ? '' : 'earliest possible '}${sayDate(anchoredOn)})`
  return `${classWords[rule.class]}${certainty}: ${rule.inWords}${day}`
}

function lineOf({ key, reference, href, deadline }: OpenDeadline): DeadlineLine {
  return {
    key,
    duty: deadline.rule.title,
    reference,
    href,
    due: deadline.due === null ? 'No date yet' : sayDateInFull(deadline.due),
    standing: sayStanding(deadline.state, sayAnchor(deadline)),
    rule: ruleOf(deadline),
  }
}

const none = { deadlines: [], isWhole: true } as const

async function listOpenDeadlines(
  ctx: ReadContext,
): Promise<{ rows: OpenDeadline[]; isWhole: boolean }> {
  const [cases, reviews] = await Promise.all([
    isModuleOn(ctx.actor, 'cases') ? listOpenCaseDeadlines(ctx) : none,
    isModuleOn(ctx.actor, 'reviews') ? listOpenReviewDeadlines(ctx) : none,
  ])
  return {
    rows: [...cases.deadlines, ...reviews.deadlines],
    isWhole: cases.isWhole && reviews.isWhole,
  }
}

/** Every deadline of the cases and reviews that are open to the reader, the late ones first. */
export const deadlinesPage = page({
  path: address,
  can: 'case:read',
  audit: 'deadlines.viewed',
  query: z.object({ kind: z.enum(kinds).default('all') }),
  handle: async (ctx, { query }) => {
    const { rows, isWhole } = await listOpenDeadlines(ctx)
    const of = (kind: Kind) => rows.filter((row) => isOfKind(kind, row.deadline.rule.class))
    const shown = of(query.kind)
    const groups = byUrgencyOf(shown)
    return {
      title: 'Deadlines',
      state: `${sayUrgencies(groups)} ${sayDateInFull(ctx.today)}`,
      layout: 'wide',
      body: (
        <DeadlinesPage
          groups={urgencies.map((urgency) => ({
            heading: urgencyWords[urgency],
            lines: (groups.get(urgency) ?? []).map(lineOf),
          }))}
          choices={kinds.map((kind) => ({
            kind,
            words: kindWords[kind],
            n: of(kind).length,
            href: kind === 'all' ? address : `${address}?kind=${kind}`,
          }))}
          chosen={query.kind}
          isWhole={isWhole}
        />
      ),
      about: { fields: [query.kind], listed: [...new Set(shown.map((row) => row.subject))] },
    }
  },
})
