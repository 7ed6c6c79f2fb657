/** The words that a partnership may change, such as the names of its groups, by key. */
export type Words = (key: WordKey) => string

/** The shipped words; a partnership's own stand over them. */
export const shippedWords = {
  'group.case-review': 'Case review group',
  'group.assurance': 'Quality and assurance group',
  'group.executive': 'Executive',
  'review.local': 'Local child safeguarding practice review',
  'review.rapid': 'Rapid review',
  'role.business-manager': 'Partnership business manager',
  'role.scrutineer': 'Independent scrutineer',
  'partnership.short': 'the partnership',
} as const

/** A word that may be changed. */
export type WordKey = keyof typeof shippedWords

/** Whether a text names a word that may be changed. */
export function isWordKey(key: string): key is WordKey {
  return key in shippedWords
}

/** The words of one partnership: its own where it set them, else the shipped ones. */
export function wordsFrom(own: Readonly<Record<string, string>>): Words {
  return (key) => own[key] ?? shippedWords[key]
}
