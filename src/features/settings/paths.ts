/** The addresses of the settings. */
export const paths = {
  home: '/settings',
  words: '/settings/words',
  word: (key: string) => `/settings/words/${key}` as const,
  resetWord: (key: string) => `/settings/words/${key}/reset` as const,
  modules: '/settings/modules',
  switchOff: (name: string) => `/settings/modules/${name}/off` as const,
  switchOn: (name: string) => `/settings/modules/${name}/on` as const,
  address: '/settings/mail-address',
  failedMail: '/settings/failed-mail',
  retryMail: (uid: string) => `/settings/failed-mail/${uid}/retry` as const,
  /** A page of the accounts. */
  account: (uid: string) => `/accounts/${uid}` as const,
  /** A page of the learning module. */
  assurance: '/assurance/rules',
} as const
