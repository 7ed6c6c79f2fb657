/** The words that a partnership may change, such as the names of its groups, by key. */
export type Words = (key: WordKey) => string

/**
 * The shipped words; a partnership's own stand over them. Each stands on pages, and a test looks for it there. What law and
 * guidance name (the rapid review, the partnership, the Panel) is no word to change.
 */
export const shippedWords = {
  'group.case-review': 'Case review group',
  'group.assurance': 'Quality and assurance group',
  'review.local': 'Local child safeguarding practice review',
  'role.business-manager': 'Partnership business manager',
  'role.scrutineer': 'Independent scrutineer',
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
