import type { Uid } from '#shared/ids.ts'

/** Where the records stand that are protected by name: pages of other features. */
export type RecordBase = '/cases' | '/recommendations'

/** The addresses of this feature. */
export const paths = {
  conflicts: '/conflicts',
  conflict: (uid: Uid) => `/conflicts/${uid}` as const,
  confirmConflict: (uid: Uid) => `/conflicts/${uid}/confirm` as const,
  clearConflict: (uid: Uid) => `/conflicts/${uid}/clear` as const,
  flagConflict: (kase: Uid) => `/cases/${kase}/conflict/other` as const,
  emergency: '/emergency-access',
  /** The mails about a use lead here (`access.tell_of_emergency`). */
  told: '/emergency-access/told',
  emergencyReviews: '/emergency-access/reviews',
  reviewEmergency: (uid: Uid) => `/emergency-access/reviews/${uid}` as const,
  emergencyOn: (kase: Uid) => `/cases/${kase}/emergency` as const,
  audit: '/audit',
  readers: (kase: Uid) => `/cases/${kase}/readers` as const,
  seal: (kase: Uid) => `/cases/${kase}/seal` as const,
  nameForSeal: (kase: Uid) => `/cases/${kase}/seal/names` as const,
  endSealName: (kase: Uid, name: Uid) => `/cases/${kase}/seal/names/${name}/end` as const,
  releaseSeal: (kase: Uid) => `/cases/${kase}/seal/release` as const,
  shares: (base: RecordBase, uid: Uid) => `${base}/${uid}/shares` as const,
  endShare: (base: RecordBase, uid: Uid, share: Uid) =>
    `${base}/${uid}/shares/${share}/end` as const,
  received: '/shared',
  /** A page of the cases. */
  kase: (uid: Uid) => `/cases/${uid}` as const,
} as const
