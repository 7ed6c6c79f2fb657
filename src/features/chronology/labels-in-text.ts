import { compile, find } from '#shared/text-matcher.ts'
import type { CaseEntry } from '#shared/text-matcher.ts'

/** A value of the vault with the label that stands in its place. */
export interface NameToHide {
  readonly label: string
  readonly kind: string
  readonly value: string
}

/** Puts labels in the place of names and numbers. */
export type PutLabels = (text: string) => string

const typeOf: Readonly<Record<string, string>> = {
  name: 'PERSON',
  'former-name': 'PERSON',
  nickname: 'PERSON',
  address: 'LOC',
}

/** What is shown in the place of a value that names nobody by itself. */
function inPlaceOf({ label, kind }: NameToHide): string {
  return typeOf[kind] === 'PERSON' ? label : `[${label}: ${kind.replaceAll('-', ' ')}]`
}

/**
 * Makes what puts labels in the place of known names, numbers and addresses, in any spelling that the text matcher knows. A
 * doubtful find is replaced too: a reader who may not see names loses a word rather than learns one. What the agency wrote
 * stays as it is; only what this reader is shown differs.
 */
export function labelPutter(names: readonly NameToHide[]): PutLabels {
  if (names.length === 0) return (text) => text
  const shown = new Map<CaseEntry, string>()
  for (const name of names) {
    const entry = { type: typeOf[name.kind] ?? 'CODE', canonical: name.value, direct: true }
    shown.set(entry, inPlaceOf(name))
  }
  const compiled = compile([...shown.keys()])
  return (text) => {
    if (text === '') return text
    let put = ''
    let done = 0
    for (const hit of find(compiled, text)) {
      if (hit.start < done) continue
      put += text.slice(done, hit.start) + (shown.get(hit.entry) ?? '[hidden]')
      done = hit.end
    }
    return put + text.slice(done)
  }
}
