import type { Uid } from '#shared/ids.ts'

/** The addresses of publications. */
export const paths = {
  list: '/publications',
  open: '/publications/new',
  show: (uid: Uid) => `/publications/${uid}` as const,
  write: (uid: Uid) => `/publications/${uid}/text` as const,
  addRecommendation: (uid: Uid) => `/publications/${uid}/recommendations/new` as const,
  bringRecommendations: (uid: Uid) => `/publications/${uid}/recommendations/bring` as const,
  refresh: (uid: Uid) => `/publications/${uid}/refresh` as const,
  removeRecommendation: (uid: Uid, item: Uid) =>
    `/publications/${uid}/recommendations/${item}/remove` as const,
  document: (uid: Uid) => `/publications/${uid}/document` as const,
  removeDocument: (uid: Uid) => `/publications/${uid}/document/remove` as const,
  gate: (uid: Uid) => `/publications/${uid}/check` as const,
  answer: (uid: Uid) => `/publications/${uid}/check/answer` as const,
  lock: (uid: Uid) => `/publications/${uid}/lock` as const,
  unlock: (uid: Uid) => `/publications/${uid}/unlock` as const,
  approve: (uid: Uid) => `/publications/${uid}/approve` as const,
  takeBack: (uid: Uid) => `/publications/${uid}/take-back` as const,
  publish: (uid: Uid) => `/publications/${uid}/publish` as const,
  revise: (uid: Uid) => `/publications/${uid}/revise` as const,
  withdraw: (uid: Uid) => `/publications/${uid}/withdraw` as const,
} as const

/** The addresses of imported statements. */
export const statementPaths = {
  list: '/statements',
  add: '/statements/new',
  show: (uid: Uid) => `/statements/${uid}` as const,
  file: (uid: Uid) => `/statements/${uid}/file` as const,
  became: (uid: Uid) => `/statements/${uid}/what-became` as const,
  addClaim: (uid: Uid) => `/statements/${uid}/claims/new` as const,
  claim: (uid: Uid, claim: Uid) => `/statements/${uid}/claims/${claim}` as const,
  accept: (uid: Uid, claim: Uid) => `/statements/${uid}/claims/${claim}/accept` as const,
  reword: (uid: Uid, claim: Uid) => `/statements/${uid}/claims/${claim}/reword` as const,
  merge: (uid: Uid, claim: Uid) => `/statements/${uid}/claims/${claim}/merge` as const,
  drop: (uid: Uid, claim: Uid) => `/statements/${uid}/claims/${claim}/drop` as const,
  restore: (uid: Uid, claim: Uid) => `/statements/${uid}/claims/${claim}/restore` as const,
  tie: (uid: Uid, claim: Uid) => `/statements/${uid}/claims/${claim}/ties` as const,
  untie: (uid: Uid, claim: Uid, tie: Uid) =>
    `/statements/${uid}/claims/${claim}/ties/${tie}/end` as const,
} as const
