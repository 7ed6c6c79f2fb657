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

/** The words to show, or undefined when there are none; nought is a word. */
export function contentOf(given: Content | undefined): ComponentChildren {
  if (!given) return undefined
  if (isSomething(given.children)) return given.children
  return isSomething(given.html) ? given.html : given.text
}

/** Whether there is anything to show. */
export function hasContent(given: Content | undefined): given is Content {
  return isSomething(contentOf(given))
}

function isSomething(content: ComponentChildren): boolean {
  return Boolean(content) || content === 0
}
