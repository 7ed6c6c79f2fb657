import type { Uid } from '#shared/ids.ts'

/** The addresses of this feature. */
export const paths = {
  list: '/organisations',
  add: '/organisations/new',
  show: (uid: Uid) => `/organisations/${uid}` as const,
  end: (uid: Uid) => `/organisations/${uid}/end` as const,
  addPost: (uid: Uid) => `/organisations/${uid}/posts/new` as const,
  fillPost: (agency: Uid, post: Uid) => `/organisations/${agency}/posts/${post}/holder` as const,
} as const
