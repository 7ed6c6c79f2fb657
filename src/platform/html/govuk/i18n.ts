import type { Attributes } from '../attributes.ts'

/** Words for a number of things, by plural rule, as govuk-frontend's scripts read them. */
export type Plurals = Readonly<Record<string, string>>

/** The data attributes by which govuk-frontend's scripts learn our words. */
export function i18n(words: Readonly<Record<string, string | Plurals | undefined>>): Attributes {
  const out: Record<string, string> = {}
  for (const [key, message] of Object.entries(words)) {
    if (!message) continue
    if (typeof message === 'string') out[`data-i18n.${key}`] = message
    else for (const [rule, text] of Object.entries(message)) out[`data-i18n.${key}.${rule}`] = text
  }
  return out
}
