import type { ComponentChildren } from 'preact'

/**
 * Words of a component: plain `text`, or richer nodes as `html` (the official option's name) or as children.
 * Nodes win. None of them takes markup as a string: a string is text wherever it stands, and is escaped.
 */
export type Content = {
  readonly text?: string | number | undefined
  readonly html?: ComponentChildren
  readonly children?: ComponentChildren
}

/** The words to show, or undefined when there are none. */
export function contentOf(given: Content | undefined): ComponentChildren {
  if (!given) return undefined
  return given.children || given.html || given.text
}

/** Whether there is anything to show. */
export function hasContent(given: Content | undefined): given is Content {
  return Boolean(contentOf(given))
}
