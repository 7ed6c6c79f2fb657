import type { Route } from '#platform/http/route.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import { moveReview } from '../commands/case-review.ts'
import {
  addDelay,
  addRestriction,
  changeDelay,
  liftRestriction,
  nameReviewer,
  recordReading,
  recordTerms,
  setPublicationDay,
  signReview,
} from '../commands/review-records.ts'
import { paths } from '../paths.ts'
import { earliestPublication } from '../publication-date.ts'
import { getPrepublicationRule } from '../queries/prepublication.ts'
import {
  ChangeDelayForm,
  DelayForm,
  LiftForm,
  MoveReviewForm,
  PublicationDayForm,
  ReadingForm,
  RestrictionForm,
  ReviewerForm,
  SignForm,
  TermsForm,
} from '../schemas.ts'
import { findReviewerAccount, listReviewerAccounts } from '../queries/reviewers.ts'
import { pick } from '../store/review-records.ts'
import { SignForm as SignView } from '../views/parts.tsx'
import * as views from '../views/review-forms.tsx'
import { withKnown } from './frame.tsx'
import { ownPartner } from './own-partner.ts'
import { reviewForm } from './review-form.tsx'

/** What is recorded about a review beside its page. */
export const reviewRecordPages: readonly Route[] = [
  ...reviewForm({
    path: '/reviews/:uid/terms',
    can: 'review:write',
    audit: 'review-terms.recorded',
    title: 'Method and terms of reference',
    said: 'Kept. The terms before stay on record.',
    body: TermsForm,
    view: ({ found }, form) => {
      const { terms } = found.records
      const known = terms ? { method: terms.method, terms: terms.terms } : {}
      return <views.RecordTerms {...found} form={withKnown(form, known)} />
    },
    handle: (ctx, { uid }, body) => recordTerms(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/reviewer',
    can: 'review:manage',
    audit: 'reviewer.named',
    title: 'The reviewer',
    said: 'The reviewer is named, with what was declared.',
    body: ReviewerForm,
    view: async ({ ctx, found }, form) => (
      <views.NameReviewer
        {...found}
        form={withKnown(form, {
          ...found.records.reviewer,
          account: await findReviewerAccount(ctx, found.scopeId),
        })}
        accounts={await listReviewerAccounts(ctx)}
      />
    ),
    handle: (ctx, { uid }, body) => nameReviewer(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/publication-day',
    can: 'review:manage',
    audit: 'publication-day.set',
    title: 'The day of publication',
    said: 'The day of publication is kept.',
    body: PublicationDayForm,
    view: async ({ ctx, found }, form) => {
      const day = earliestPublication(ctx.today, await getPrepublicationRule(ctx))
      return (
        <views.SetPublicationDay
          {...found}
          form={withKnown(form, { publishOn: found.publishOn ?? '' })}
          earliest={day.ok ? sayDateInFull(day.value) : null}
        />
      )
    },
    handle: (ctx, { uid }, body) => setPublicationDay(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/reading',
    can: 'review:write',
    audit: 'review-draft.read',
    title: 'Reading for identifiers',
    said: 'What you found is kept.',
    body: ReadingForm,
    view: ({ found }, form) => <views.RecordReading {...found} form={form} />,
    handle: (ctx, { uid }, body) => recordReading(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/signature',
    can: 'review:sign',
    stepUp: true,
    audit: 'review.signed',
    title: 'Sign, or dissent',
    said: 'Your word stands under this draft of the report.',
    body: SignForm,
    view: async ({ ctx, found }, form) => (
      <SignView
        form={form}
        action={paths.sign(found.uid)}
        of={paths.show(found.uid)}
        draft={found.draft}
        partner={await ownPartner(ctx)}
      />
    ),
    handle: (ctx, { uid }, body) => signReview(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/move',
    can: 'review:manage',
    audit: 'review.moved',
    title: 'What happens next',
    said: 'The review stands where you put it.',
    body: MoveReviewForm,
    view: ({ found }, form) => (
      <views.MoveReview {...found} form={form} acts={found.acts.map(({ act }) => act)} />
    ),
    handle: (ctx, { uid }, body) => moveReview(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/delays/new',
    can: 'review:manage',
    audit: 'review-delay.recorded',
    title: 'Why it takes longer',
    said: 'The delay is recorded. The clocks run on.',
    body: DelayForm,
    view: ({ found }, form) => <views.AddDelay {...found} form={form} />,
    handle: (ctx, { uid }, body) => addDelay(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/delays/:part',
    can: 'review:manage',
    audit: 'review-delay.changed',
    title: 'A delay',
    said: 'The delay is brought up to date.',
    body: ChangeDelayForm,
    view: ({ found, part }, form) => {
      const delay = pick(found.records.delays, part)
      const known = { panelToldOn: delay.panelToldOn ?? '', endedOn: delay.endedOn ?? '' }
      return <views.ChangeDelay {...found} form={withKnown(form, known)} delay={delay.uid} />
    },
    handle: (ctx, where, body) => changeDelay(ctx, where, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/restrictions/new',
    can: 'review:manage',
    audit: 'legal-restriction.recorded',
    title: 'A legal restriction',
    said: 'The restriction is recorded. Nothing is published while it is in force.',
    body: RestrictionForm,
    view: ({ found }, form) => <views.AddRestriction {...found} form={form} />,
    handle: (ctx, { uid }, body) => addRestriction(ctx, uid, body),
  }),
  ...reviewForm({
    path: '/reviews/:uid/restrictions/:part',
    can: 'review:manage',
    audit: 'legal-restriction.lifted',
    title: 'A restriction was lifted',
    said: 'The restriction is recorded as lifted.',
    body: LiftForm,
    view: ({ found, part }, form) => (
      <views.LiftRestriction
        {...found}
        form={form}
        restriction={pick(found.records.restrictions, part).uid}
      />
    ),
    handle: (ctx, where, body) => liftRestriction(ctx, where, body),
  }),
]
