import type { Uid } from '#shared/ids.ts'

/** The addresses of this feature. */
export const paths = {
  signIn: '/sign-in',
  signInTo: (to: string) => (to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`),
  signOut: '/sign-out',
  signOutThere: '/sign-out/at-organisation',
  comeBack: '/sign-in/return',
  confirmFor: (to: string) => `/confirm?to=${encodeURIComponent(to)}`,
  account: '/account',
  ways: '/account/sign-in',
  newPasskey: '/account/passkeys/new',
  passkey: (uid: Uid) => `/account/passkeys/${uid}` as const,
  removeWay: (uid: Uid) => `/account/sign-in/${uid}/remove` as const,
  sessions: '/account/sessions',
  endSession: (uid: Uid) => `/account/sessions/${uid}/end` as const,
  endOtherSessions: '/account/sessions/end-others',
  enrol: (code: string) => `/enrol/${code}` as const,
  enrolAuthenticator: (code: string) => `/enrol/${code}/authenticator` as const,
  people: '/accounts',
  invite: '/accounts/new',
  person: (uid: Uid) => `/accounts/${uid}` as const,
  personTo: (uid: Uid, what: string) => `/accounts/${uid}/${what}` as const,
  providers: '/accounts/organisations',
  newProvider: '/accounts/organisations/new',
} as const
