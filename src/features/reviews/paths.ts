import type { Uid } from '#shared/ids.ts'

/** The addresses of rapid reviews and reviews. */
export const paths = {
  list: '/reviews',
  rapidList: '/rapid-reviews',
  case: (uid: Uid) => `/cases/${uid}` as const,
  ofCase: (uid: Uid) => `/cases/${uid}/reviews` as const,
  beginRapid: (uid: Uid) => `/cases/${uid}/reviews/rapid` as const,
  begin: (uid: Uid) => `/cases/${uid}/reviews/new` as const,
  closeCase: (uid: Uid) => `/cases/${uid}/reviews/close-case` as const,
  rapid: (uid: Uid) => `/rapid-reviews/${uid}` as const,
  question: (uid: Uid, section: string) => `/rapid-reviews/${uid}/questions/${section}` as const,
  criterion: (uid: Uid, criterion: string) =>
    `/rapid-reviews/${uid}/criteria/${criterion}` as const,
  decision: (uid: Uid) => `/rapid-reviews/${uid}/decision` as const,
  signRapid: (uid: Uid) => `/rapid-reviews/${uid}/signature` as const,
  send: (uid: Uid) => `/rapid-reviews/${uid}/sending` as const,
  reply: (uid: Uid) => `/rapid-reviews/${uid}/reply` as const,
  moveRapid: (uid: Uid) => `/rapid-reviews/${uid}/move` as const,
  show: (uid: Uid) => `/reviews/${uid}` as const,
  terms: (uid: Uid) => `/reviews/${uid}/terms` as const,
  reviewer: (uid: Uid) => `/reviews/${uid}/reviewer` as const,
  publication: (uid: Uid) => `/reviews/${uid}/publication-day` as const,
  reading: (uid: Uid) => `/reviews/${uid}/reading` as const,
  sign: (uid: Uid) => `/reviews/${uid}/signature` as const,
  move: (uid: Uid) => `/reviews/${uid}/move` as const,
  addDelay: (uid: Uid) => `/reviews/${uid}/delays/new` as const,
  delay: (uid: Uid, delay: Uid) => `/reviews/${uid}/delays/${delay}` as const,
  addRestriction: (uid: Uid) => `/reviews/${uid}/restrictions/new` as const,
  restriction: (uid: Uid, one: Uid) => `/reviews/${uid}/restrictions/${one}` as const,
} as const
