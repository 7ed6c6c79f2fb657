import type { Uid } from '#shared/ids.ts'

/** The addresses of cases. */
export const paths = {
  list: '/cases',
  ruleSets: '/rule-sets',
  ruleSet: (id: string) => `/rule-sets?set=${encodeURIComponent(id)}` as const,
  add: '/cases/new',
  show: (uid: Uid) => `/cases/${uid}` as const,
  dates: (uid: Uid) => `/cases/${uid}/dates` as const,
  councils: (uid: Uid) => `/cases/${uid}/councils` as const,
  people: (uid: Uid) => `/cases/${uid}/people` as const,
  addPerson: (uid: Uid) => `/cases/${uid}/people/new` as const,
  addValue: (uid: Uid) => `/cases/${uid}/people/values/new` as const,
  endValue: (uid: Uid, entry: Uid) => `/cases/${uid}/people/values/${entry}/end` as const,
  /** The family as a drawing, of the people. */
  genogram: (uid: Uid) => `/cases/${uid}/genogram` as const,
  view: (uid: Uid) => `/cases/${uid}/notification/view` as const,
  decide: (uid: Uid) => `/cases/${uid}/notification/decision` as const,
  /** A page of the reviews, where the partnership uses them. */
  reviews: (uid: Uid) => `/cases/${uid}/reviews` as const,
  /** A page of the chronology, where the partnership uses it. */
  chronology: (uid: Uid) => `/cases/${uid}/chronology` as const,
  /** A page of the learning, where the partnership uses it. */
  findings: (uid: Uid) => `/cases/${uid}/findings` as const,
  move: (uid: Uid) => `/cases/${uid}/move` as const,
  pause: (uid: Uid) => `/cases/${uid}/pause` as const,
  duty: (uid: Uid, clock: string) => `/cases/${uid}/deadlines/${clock}` as const,
  conflict: (uid: Uid) => `/cases/${uid}/conflict` as const,
} as const
