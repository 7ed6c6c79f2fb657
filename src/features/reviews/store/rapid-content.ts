import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Reader } from '#platform/db/transaction.ts'
import type { PlainDate } from '#shared/dates.ts'
import { reviewCriteria } from '../model.ts'
import type {
  CriterionAnswer,
  PanelReply,
  PartnerSignature,
  RapidReviewContent,
  RapidReviewSection,
  ReviewDecision,
} from '../model.ts'
import { actorOf, saidOf } from './shared.ts'
import type { Said, WhoColumns } from './shared.ts'

/** The joins that say who did a row `r`. */
export const who: RawBuilder<unknown> = sql`
  join access.principal p on p.partnership_id = r.partnership_id and p.id = r.by_principal
  join app.agency a on a.partnership_id = r.partnership_id and a.id = r.agency_id`
/** The columns of `WhoColumns`. */
export const whoColumns: RawBuilder<unknown> = sql`r.at, p.uid as by_uid, p.name as by_name, a.uid as agency_uid, a.name as agency_name`

/** A signature with whoever gave it. */
export type SaidSignature = PartnerSignature & { readonly said: Said }

/** What a rapid review says, with who said it. */
export interface RapidContent {
  readonly content: RapidReviewContent
  readonly signatures: readonly SaidSignature[]
  /** The criteria that are answered, also while nothing is decided. */
  readonly criteria: readonly (CriterionAnswer & { readonly said: Said })[]
  readonly decision:
    (Omit<ReviewDecision, 'criteria' | 'decidedBy'> & { readonly said: Said }) | null
  readonly answers: ReadonlyMap<RapidReviewSection, AnswerRow>
  readonly replies: readonly (PanelReply & { readonly said: Said })[]
}

/** The answer to one of the questions. */
export interface AnswerRow {
  readonly section: RapidReviewSection
  readonly answer: 'yes' | 'no'
  readonly text: string
  readonly said: Said
}

type SignatureRow = WhoColumns & Omit<PartnerSignature, 'by'>

/** The signatures under every draft of a rapid review or of a review, in the order in which they were given. */
export async function listSignatures(
  tx: Reader,
  of: { table: 'rapid_review_signature' | 'case_review_signature'; id: number },
): Promise<SaidSignature[]> {
  const column = of.table === 'rapid_review_signature' ? 'rapid_review_id' : 'review_id'
  const { rows } = await sql<SignatureRow>`
    select r.partner, r.view, r.reasons, r.draft, ${whoColumns}
    from ${sql.table(`app.${of.table}`)} r ${who}
    where r.${sql.ref(column)} = ${of.id} order by r.id`.execute(tx)
  return rows.map(({ partner, view, reasons, draft, at, ...by }) => ({
    partner,
    view,
    reasons,
    draft,
    at,
    by: actorOf({ at, ...by }),
    said: saidOf({ at, ...by }),
  }))
}

async function listAnswers(tx: Reader, id: number): Promise<AnswerRow[]> {
  const { rows } = await sql<WhoColumns & Omit<AnswerRow, 'said'>>`
    select distinct on (r.section) r.section, r.answer, r.words as text, ${whoColumns}
    from app.rapid_review_answer r ${who}
    where r.rapid_review_id = ${id} order by r.section, r.id desc`.execute(tx)
  return rows.map((row) => ({
    section: row.section,
    answer: row.answer,
    text: row.text,
    said: saidOf(row),
  }))
}

async function listCriteria(tx: Reader, id: number): Promise<RapidContent['criteria']> {
  const { rows } = await sql<WhoColumns & CriterionAnswer>`
    select distinct on (r.criterion) r.criterion, r.answer, r.reasons, ${whoColumns}
    from app.review_criterion r ${who}
    where r.rapid_review_id = ${id} order by r.criterion, r.id desc`.execute(tx)
  const inOrder = reviewCriteria.flatMap((each) => rows.filter((row) => row.criterion === each))
  return inOrder.map((row) => ({
    criterion: row.criterion,
    answer: row.answer,
    reasons: row.reasons,
    said: saidOf(row),
  }))
}

interface DecisionRow extends WhoColumns {
  readonly outcome: ReviewDecision['outcome']
  readonly reasons: string
  readonly national: string
  readonly decided_on: PlainDate
}

async function lastDecision(tx: Reader, id: number): Promise<DecisionRow | undefined> {
  const { rows } = await sql<DecisionRow>`
    select r.outcome, r.reasons, r.view_on_national as national, r.decided_on, ${whoColumns}
    from app.review_decision r ${who}
    where r.rapid_review_id = ${id} order by r.id desc limit 1`.execute(tx)
  return rows[0]
}

async function listReplies(tx: Reader, id: number): Promise<RapidContent['replies']> {
  const { rows } = await sql<WhoColumns & PanelReply>`
    select r.received_on as "receivedOn", r.outcome, r.words as text, ${whoColumns}
    from app.panel_reply r ${who}
    where r.rapid_review_id = ${id} order by r.id desc`.execute(tx)
  return rows.map((row) => ({
    receivedOn: row.receivedOn,
    outcome: row.outcome,
    text: row.text,
    said: saidOf(row),
  }))
}

function decisionOf(row: DecisionRow, criteria: readonly CriterionAnswer[]): ReviewDecision {
  return {
    outcome: row.outcome,
    reasons: row.reasons,
    viewOnNational: row.national,
    decidedOn: row.decided_on,
    decidedBy: actorOf(row),
    criteria,
  }
}

/** All that a rapid review says, as far as it is open to the caller. */
export async function loadContent(
  tx: Reader,
  of: { id: number; draft: number },
): Promise<RapidContent> {
  const signatures = await listSignatures(tx, { table: 'rapid_review_signature', id: of.id })
  const answers = new Map((await listAnswers(tx, of.id)).map((each) => [each.section, each]))
  const criteria = await listCriteria(tx, of.id)
  const decided = await lastDecision(tx, of.id)
  const decision = decided ? decisionOf(decided, criteria) : null
  return {
    content: {
      draft: of.draft,
      decision,
      equality: answers.get('equality') ?? null,
      immediateSafety: answers.get('immediate-safety') ?? null,
      earlierLearning: answers.get('earlier-learning') ?? null,
      signatures,
    },
    signatures,
    criteria,
    decision: decided && decision ? { ...decision, said: saidOf(decided) } : null,
    answers,
    replies: await listReplies(tx, of.id),
  }
}
