import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole page as the text that is sent. */
export function render(page: VNode): string {
  return `<!DOCTYPE html>${renderToString(page)}`
}

/** A part of a page as text, for tests and for text that goes into another document. */
export function renderPart(part: VNode): string {
  return renderToString(part)
}
