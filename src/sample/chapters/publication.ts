import { checkPublication, getPublication } from '#features/publication/queries/publications.ts'
import { questionKey } from '#features/publication/gate/question-key.ts'
import { bringRecommendations } from '#features/publication/commands/write-text.ts'
import {
  answerQuestions,
  approvePublication,
  lockPublication,
  openPublication,
  publish,
  refreshWhatHappenedNext,
  writeText,
} from '#features/publication/index.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { PersonName } from '../cast.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import { caseQReport, movingChildDraft } from '../texts/case-q-report.ts'
import type { SampleCases } from './cases.ts'
import type { SampleLearning } from './learning.ts'

interface Opened {
  readonly case: Uid
  readonly day: number
  readonly kind: 'full-report' | 'executive-summary'
  readonly title: string
  readonly slug: string
  readonly body: string
}

/** The business manager opens it; communications write the text. */
async function written(teller: Teller, said: Opened): Promise<Uid> {
  const act = doing(teller)
  const { title, slug, day } = said
  const made = await act(
    { who: 'manager', day, can: 'publication:prepare', event: 'publication.opened' },
    async (ctx) =>
      ok(await openPublication(ctx, { case: said.case, kind: said.kind, title, slug })),
  )
  await act(
    {
      who: 'communications',
      day: day + 1,
      can: 'publication:prepare',
      event: 'publication-text.written',
    },
    (ctx) => writeText(ctx, made, { title, slug, body: said.body }),
  )
  return made
}

/** The check asks whether a figure is a house number; the manager answers under her name. */
function answered(teller: Teller, made: Uid, day: number): Promise<number> {
  return doing(teller)(
    {
      who: 'manager',
      day,
      can: 'publication:answer-question',
      event: 'publication-question.answered',
    },
    async (ctx) => {
      const { open } = await checkPublication(ctx, await getPublication(ctx, made))
      return answerQuestions(ctx, made, {
        questions: open.map(questionKey),
        verdict: 'harmless',
        reason: 'A number of records in the audit, no house number.',
      })
    },
  )
}

async function approvedAndOut(teller: Teller, made: Uid): Promise<void> {
  const act = doing(teller)
  await act(
    {
      who: 'communications',
      day: -116,
      can: 'publication:prepare',
      event: 'publication.locked',
    },
    (ctx) => lockPublication(ctx, made),
  )
  await answered(teller, made, -115)
  const partners: readonly PersonName[] = ['councilPartner', 'boardPartner']
  for (const who of partners) {
    await act(
      { who, day: -113, can: 'publication:approve', event: 'publication.approved' },
      (ctx) => approvePublication(ctx, made),
    )
  }
  await act(
    { who: 'boardPartner', day: -112, can: 'publication:approve', event: 'publication.published' },
    (ctx) => publish(ctx, made),
  )
}

/** The page of case Q goes out on the day of its review. */
export async function tellPublished(
  teller: Teller,
  told: { cases: SampleCases; learning: SampleLearning },
): Promise<Uid> {
  const { plan, training, cot } = told.learning
  const report = await written(teller, {
    case: told.cases.babyQ,
    day: -120,
    kind: 'full-report',
    title: 'Practice review: Q, who was nine weeks old',
    slug: 'practice-review-q',
    body: caseQReport,
  })
  await doing(teller)(
    {
      who: 'manager',
      day: -118,
      can: 'publication:prepare',
      event: 'publication-recommendation.brought-in',
    },
    (ctx) => bringRecommendations(ctx, report, [plan.uid, training.uid, cot.uid]),
  )
  await approvedAndOut(teller, report)
  return report
}

/** What happened next is brought up to date on the public page; another text is still being written. */
export async function tellWhatIsPublic(
  teller: Teller,
  told: { cases: SampleCases; report: Uid },
): Promise<void> {
  await doing(teller)(
    { who: 'manager', day: -10, can: 'publication:prepare', event: 'publication.refreshed' },
    async (ctx) => ok(await refreshWhatHappenedNext(ctx, told.report)),
  )
  await written(teller, {
    case: told.cases.signing,
    day: -4,
    kind: 'executive-summary',
    title: 'Practice review: a child who moved twice',
    slug: 'practice-review-moving-child',
    body: movingChildDraft,
  })
}
