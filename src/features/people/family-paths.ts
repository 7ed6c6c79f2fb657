import type { Uid } from '#shared/ids.ts'

/** The addresses of the family drawing of a case. */
export const paths = {
  kase: (uid: Uid) => `/cases/${uid}` as const,
  addChild: (uid: Uid) => `/cases/${uid}/people/new` as const,
  show: (uid: Uid) => `/cases/${uid}/genogram` as const,
  names: (uid: Uid) => `/cases/${uid}/genogram/names` as const,
  picture: (uid: Uid) => `/cases/${uid}/genogram/picture` as const,
  people: (uid: Uid) => `/cases/${uid}/genogram/people` as const,
  person: (uid: Uid, person: string) => `/cases/${uid}/genogram/people/${person}` as const,
  relations: (uid: Uid) => `/cases/${uid}/genogram/relations` as const,
  relation: (uid: Uid, relation: string) => `/cases/${uid}/genogram/relations/${relation}` as const,
  homes: (uid: Uid) => `/cases/${uid}/genogram/homes` as const,
  home: (uid: Uid, home: string) => `/cases/${uid}/genogram/homes/${home}` as const,
  member: (uid: Uid, home: string, member: string) =>
    `/cases/${uid}/genogram/homes/${home}/people/${member}` as const,
} as const
