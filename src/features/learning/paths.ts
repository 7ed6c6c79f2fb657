import type { Uid } from '#shared/ids.ts'

/** The addresses of findings, recommendations and answers. */
export const paths = {
  recommendations: '/recommendations',
  exported: '/recommendations/export',
  draft: '/recommendations/new',
  recommendation: (uid: Uid) => `/recommendations/${uid}` as const,
  change: (uid: Uid) => `/recommendations/${uid}/words` as const,
  check: (uid: Uid) => `/recommendations/${uid}/check` as const,
  ask: (uid: Uid) => `/recommendations/${uid}/ask` as const,
  rung: (uid: Uid) => `/recommendations/${uid}/rung` as const,
  decide: (uid: Uid) => `/recommendations/${uid}/decision` as const,
  deliver: (uid: Uid) => `/recommendations/${uid}/delivery` as const,
  end: (uid: Uid) => `/recommendations/${uid}/end` as const,
  reopen: (uid: Uid) => `/recommendations/${uid}/reopen` as const,
  inError: (uid: Uid) => `/recommendations/${uid}/in-error` as const,
  answer: (uid: Uid) => `/recommendations/${uid}/answer` as const,
  answerFor: (uid: Uid) => `/recommendations/${uid}/answer-for` as const,
  confirmAnswer: (uid: Uid, answer: Uid) =>
    `/recommendations/${uid}/answers/${answer}/confirm` as const,
  answerInError: (uid: Uid, answer: Uid) =>
    `/recommendations/${uid}/answers/${answer}/in-error` as const,
  paper: (uid: Uid, answer: Uid) => `/recommendations/${uid}/answers/${answer}/paper` as const,
  findings: '/findings',
  goodPractice: '/good-practice',
  finding: (uid: Uid) => `/findings/${uid}` as const,
  changeFinding: (uid: Uid) => `/findings/${uid}/words` as const,
  findingEvidence: (uid: Uid) => `/findings/${uid}/evidence` as const,
  consentEnded: (uid: Uid, evidence: Uid) =>
    `/findings/${uid}/evidence/${evidence}/consent` as const,
  agreeFinding: (uid: Uid) => `/findings/${uid}/agree` as const,
  shareFinding: (uid: Uid) => `/findings/${uid}/share` as const,
  unshareFinding: (uid: Uid) => `/findings/${uid}/share/withdraw` as const,
  adopt: (uid: Uid) => `/findings/${uid}/adoptions/new` as const,
  findingInError: (uid: Uid) => `/findings/${uid}/in-error` as const,
  caseFindings: (caseUid: Uid) => `/cases/${caseUid}/findings` as const,
  recordFinding: (caseUid: Uid) => `/cases/${caseUid}/findings/new` as const,
  conclude: (caseUid: Uid) => `/cases/${caseUid}/conclusion` as const,
  review: (reviewUid: Uid) => `/reviews/${reviewUid}` as const,
  case: (caseUid: Uid) => `/cases/${caseUid}` as const,
} as const
