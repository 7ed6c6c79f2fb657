import { asPlainDate } from '#shared/dates.ts'
import type { ClockRule, RuleSet } from '../deadline.ts'

// The catalogue of the domain reference, section 3.4. "Confirmed" means read at the named source; everything else is
// general knowledge that a partnership confirms in its settings. The store copies these rows; a version never changes.

const guideToNotifying = 'gov.uk, Report a serious child safeguarding incident'

const shared = { otherAnchors: [], kind: 'by', relaxed: null } as const

const notification: ClockRule = {
  ...shared,
  id: 'notification',
  catalogue: 'SIN',
  subject: 'case',
  title: 'Notify the Panel',
  anchor: 'laAwareOn',
  otherAnchors: ['incidentOn', 'discoveredOn'],
  term: { unit: 'working-days', count: 5 },
  inWords: '5 working days from the day on which the council became aware',
  source: `${guideToNotifying}; Children Act 2004 s.16C(1)`,
  class: 'statutory',
  certainty: 'confirmed',
}

const notificationToPartners: ClockRule = {
  ...notification,
  id: 'notification-to-partners',
  catalogue: 'SIN-PARTNERS',
  title: 'Tell the safeguarding partners, here and elsewhere',
}

const lookedAfterDeath: ClockRule = {
  ...notification,
  id: 'looked-after-death',
  catalogue: 'LAC-DEATH',
  title: 'Notify the death of a looked-after child',
  source: guideToNotifying,
}

const careLeaverDeath: ClockRule = {
  ...notification,
  id: 'care-leaver-death',
  catalogue: 'CL-DEATH',
  title: 'Notify the death of a care leaver (up to and including age 24)',
  inWords:
    '5 working days from the day on which the council became aware; the time limit is our default',
  source: 'Child safeguarding incident notification service (the duty); time limit not confirmed',
  class: 'guidance',
  certainty: 'unconfirmed',
}

const rapidReview: ClockRule = {
  ...shared,
  id: 'rapid-review',
  catalogue: 'RR',
  subject: 'case',
  title: 'Complete the rapid review and send it to the Panel',
  anchor: 'notifiedOn',
  otherAnchors: ['laAwareOn'],
  term: { unit: 'working-days', count: 15 },
  inWords: '15 working days from the day on which the Panel was notified',
  source:
    'Child Safeguarding Practice Review Panel guidance, June 2025, as cited by Cambridgeshire and Peterborough',
  class: 'guidance',
  certainty: 'confirmed',
}

const local: readonly ClockRule[] = [
  {
    ...shared,
    id: 'rapid-review-sending',
    catalogue: 'RR-SEND',
    subject: 'case',
    title: 'Send the signed rapid review',
    anchor: 'rapidReviewSignedOn',
    term: { unit: 'working-days', count: 1 },
    inWords: 'As soon as it is complete: the next working day after the last signature',
    source: 'Practice of Devon; the number is our default',
    class: 'local',
    certainty: 'unconfirmed',
  },
  {
    ...shared,
    id: 'rapid-review-summaries',
    catalogue: 'RR-AGENCY',
    subject: 'case',
    title: 'Agency summaries received',
    anchor: 'notifiedOn',
    term: { unit: 'working-days', count: 10 },
    inWords: 'By working day 10 from the notification',
    source: 'Devon, rapid review process flowchart',
    class: 'local',
    certainty: 'confirmed',
  },
  {
    ...shared,
    id: 'rapid-review-reading',
    catalogue: 'RR-PANEL-READ',
    subject: 'case',
    title: 'Case review group has read the summaries',
    anchor: 'notifiedOn',
    term: { unit: 'working-days', count: 12 },
    inWords: 'Between working day 10 and working day 12 from the notification',
    source: 'Devon, rapid review process flowchart',
    class: 'local',
    certainty: 'confirmed',
  },
  {
    ...shared,
    id: 'rapid-review-sign-off',
    catalogue: 'RR-PANEL-READ',
    subject: 'case',
    title: 'The three partners have signed',
    anchor: 'notifiedOn',
    term: { unit: 'working-days', count: 15 },
    inWords: 'Between working day 12 and working day 15 from the notification',
    source: 'Devon, rapid review process flowchart',
    class: 'local',
    certainty: 'confirmed',
  },
  {
    ...shared,
    id: 'panel-reply',
    catalogue: 'PANEL-REPLY',
    subject: 'case',
    title: 'Panel’s reply expected',
    anchor: 'rapidReviewSentOn',
    term: { unit: 'days', count: 10 },
    inWords: 'About 10 days after the rapid review was sent; ask after it then',
    source: 'Kent, The SCR process',
    class: 'local',
    certainty: 'confirmed',
  },
]

const reviewPublication: ClockRule = {
  ...shared,
  id: 'review-publication',
  catalogue: 'LCSPR-PUBLISH',
  subject: 'review',
  title: 'Complete and publish the review',
  anchor: 'reviewDecidedOn',
  term: { unit: 'months', count: 6 },
  inWords: '6 months from the decision to begin the review',
  source:
    'Protocol on criminal proceedings and practice reviews (cps.gov.uk) for the six months; the anchor is not confirmed',
  class: 'statutory',
  certainty: 'unconfirmed',
}

const review: readonly ClockRule[] = [
  reviewPublication,
  {
    ...shared,
    id: 'review-delay-notice',
    catalogue: 'LCSPR-DELAY',
    subject: 'review',
    title: 'Tell the Panel and the Secretary of State about the delay, with reasons',
    anchor: 'delayForeseenOn',
    term: { unit: 'with-clock', clock: 'review-publication' },
    inWords: 'Before the six months for publication have passed',
    source: 'Working Together; wording not confirmed',
    class: 'guidance',
    certainty: 'unconfirmed',
  },
  {
    ...shared,
    id: 'prepublication',
    catalogue: 'PREPUB',
    subject: 'review',
    title: 'Send the report to the Panel, the Secretary of State and Ofsted',
    anchor: 'publishOn',
    term: { unit: 'working-days', count: -7 },
    inWords: 'At least 7 working days before publication',
    source: 'Working Together and SI 2018/789 Part 3; not confirmed',
    class: 'guidance',
    certainty: 'unconfirmed',
  },
  {
    ...shared,
    id: 'keep-public',
    catalogue: 'PUB-AVAILABLE',
    subject: 'review',
    kind: 'keep-until',
    title: 'Keep the report public',
    anchor: 'publishedOn',
    term: { unit: 'months', count: 12 },
    inWords: 'At least 12 months from publication',
    source: 'Nottinghamshire, Serious case reviews, for the year; SI 2018/789 Part 3 not confirmed',
    class: 'statutory',
    certainty: 'unconfirmed',
  },
  {
    ...shared,
    id: 'prevention-report-response',
    catalogue: 'PFD-RESPONSE',
    subject: 'review',
    title: 'Answer the coroner’s prevention of future deaths report',
    anchor: 'preventionReportReceivedOn',
    term: { unit: 'days', count: 56 },
    inWords: '56 days from receipt',
    source: 'Preventable Deaths Tracker; whether the days run from sending is not confirmed',
    class: 'statutory',
    certainty: 'confirmed',
  },
]

const action: readonly ClockRule[] = [
  {
    ...shared,
    id: 'action',
    catalogue: 'ACTION',
    subject: 'action',
    title: 'Complete the action',
    anchor: 'actionDueOn',
    term: { unit: 'days', count: 0 },
    inWords: 'The date that the action plan names',
    source: 'The action plan',
    class: 'local',
    certainty: 'confirmed',
  },
  ...([3, 6, 12] as const).map((months, at): ClockRule => ({
    ...shared,
    id: (['impact-1', 'impact-2', 'impact-3'] as const)[at] ?? 'impact-3',
    catalogue: `IMPACT-${at + 1}`,
    subject: 'action',
    title: 'Check whether it made a difference',
    anchor: 'actionEvidencedOn',
    term: { unit: 'months', count: months },
    inWords: `${months} months after the evidence was given`,
    source: 'Our default: a national rhythm is not confirmed',
    class: 'local',
    certainty: 'unconfirmed',
  })),
]

const partnership: readonly ClockRule[] = [
  {
    ...shared,
    id: 'yearly-report',
    catalogue: 'ANNUAL',
    subject: 'partnership',
    title: 'Publish the yearly report',
    anchor: 'yearEndedOn',
    term: { unit: 'months', count: 6 },
    inWords: 'By 30 September for the year to 31 March',
    source: 'Working Together 2023; not confirmed',
    class: 'guidance',
    certainty: 'unconfirmed',
  },
  {
    ...shared,
    id: 'yearly-report-copies',
    catalogue: 'ANNUAL',
    subject: 'partnership',
    title: 'Send copies of the yearly report to the Panel and Foundations',
    anchor: 'yearlyReportPublishedOn',
    term: { unit: 'days', count: 7 },
    inWords: 'Within 7 days of publication',
    source: 'Working Together 2023; not confirmed',
    class: 'guidance',
    certainty: 'unconfirmed',
  },
  {
    ...shared,
    id: 'section-11',
    catalogue: 'S11',
    subject: 'partnership',
    title: 'Section 11 audit',
    anchor: 'lastSection11On',
    term: { unit: 'months', count: 12 },
    inWords: 'Every year; some areas every two years',
    source: 'Lancashire, QA and scrutiny; Merton and Portsmouth take two years',
    class: 'local',
    certainty: 'confirmed',
  },
]

const notifications = [notification, notificationToPartners, lookedAfterDeath] as const
const later = [...local, ...review, ...action, ...partnership]

// Read at its source for 2025 only; before that the anchor of the fifteen days is not confirmed.
const earlierRapidReview: ClockRule = {
  ...rapidReview,
  source: 'Working Together 2018 and Panel guidance; the anchor of that time is not confirmed',
  certainty: 'unconfirmed',
}

const pandemic =
  'Relaxed in the pandemic: the time limit was an expectation, not a duty (as Trafford told its partners)'

/** Working Together 2018, from the day on which the Panel and the duty to notify came in (29 June 2018). */
export const workingTogether2018: RuleSet = {
  id: 'WT2018',
  title: 'Working Together 2018',
  validFrom: asPlainDate('2018-06-29'),
  validTo: asPlainDate('2023-12-14'),
  validityIs: 'unconfirmed',
  rules: [...notifications, earlierRapidReview, ...later],
}

/**
 * The pandemic: five days for a notification as before, fifteen days and six months relaxed. The source names March 2020
 * only; the day it began and the day it ended are our defaults.
 */
export const covid2020: RuleSet = {
  id: 'COVID-2020',
  title: 'Working Together 2018 as relaxed in the pandemic',
  validFrom: asPlainDate('2020-03-01'),
  validTo: asPlainDate('2020-09-30'),
  validityIs: 'unconfirmed',
  rules: [
    ...notifications,
    { ...earlierRapidReview, relaxed: pandemic, certainty: 'confirmed', source: 'Trafford, 2020' },
    ...later.map((rule) =>
      rule.id === 'review-publication' ? { ...rule, relaxed: pandemic } : rule,
    ),
  ],
}

/** Working Together 2023 (December 2023) with the Panel's guidance of September 2022; care leavers come in. */
export const workingTogether2023: RuleSet = {
  id: 'WT2023 + Panel 2022',
  title: 'Working Together 2023 with the Panel guidance of 2022',
  validFrom: asPlainDate('2023-12-15'),
  validTo: asPlainDate('2025-05-31'),
  validityIs: 'unconfirmed',
  rules: [...notifications, careLeaverDeath, earlierRapidReview, ...later],
}

/** Working Together 2023 with the Panel's guidance of June 2025: fifteen days from the notification. */
export const panelJune2025: RuleSet = {
  id: 'Panel Jun 2025',
  title: 'Working Together 2023 with the Panel guidance of June 2025',
  validFrom: asPlainDate('2025-06-01'),
  validTo: null,
  validityIs: 'unconfirmed',
  rules: [...notifications, careLeaverDeath, rapidReview, ...later],
}

/** Every rule set that Heed ships, the oldest first. */
export const nationalRuleSets: readonly RuleSet[] = [
  workingTogether2018,
  covid2020,
  workingTogether2023,
  panelJune2025,
]
