import type { ComponentChildren } from 'preact'

// Control characters and backslashes are read by browsers as if they were not there or were slashes.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const tricky = /[\u0000-\u001f\u007f\\]/
const scheme = /^([a-z][a-z0-9+.-]*):/i
const allowed = new Set(['http', 'https', 'mailto', 'tel'])

/** Whether an address may stand in a link: relative to this site, http(s), mailto or tel. */
export function isSafeHref(href: string): boolean {
  const address = href.trim()
  if (tricky.test(address) || address.startsWith('//')) return false
  const named = scheme.exec(address)?.[1]
  return named === undefined || allowed.has(named.toLowerCase())
}

/** The address if it may stand in a link, else `#`; for links that our own code makes. */
export function safeHref(href: string | undefined): string {
  return href !== undefined && isSafeHref(href) ? href : '#'
}

/** A link to an address that somebody typed; an address that is not safe is shown as words without a link. */
export function SafeLink(props: {
  readonly href: string
  readonly children?: ComponentChildren
  readonly classes?: string | undefined
}) {
  const words = props.children ?? props.href
  if (!isSafeHref(props.href)) return <span>{words}</span>
  // The other site is not told which page of ours the reader came from.
  const rel = /^https?:/i.test(props.href.trim()) ? 'noopener noreferrer' : undefined
  return (
    <a class={props.classes ?? 'govuk-link'} href={props.href.trim()} rel={rel}>
      {words}
    </a>
  )
}
