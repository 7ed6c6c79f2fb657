import { Failure } from '#shared/failure.ts'

/** What a form sent, by field name; a date's three inputs are gathered under their common name. */
export type FormBody = Record<string, unknown>

/** At most this many fields (security.md 5.1 rule 12). */
export const mostFields = 1000

const datePart = /^(.+)-(day|month|year)$/

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value
}

function put(body: Map<string, unknown>, name: string, value: unknown): void {
  const part = datePart.exec(name)
  if (part === null) {
    body.set(name, value)
    return
  }
  const [, field = '', unit = ''] = part
  const before = body.get(field)
  const known = typeof before === 'object' && before !== null ? before : {}
  body.set(field, { ...known, [unit]: value })
}

/** Trims, normalises new lines, gathers dates and takes Heed's own fields (`_key`, `_version`) apart. */
export function readForm(raw: unknown): { fields: FormBody; key?: string; version?: number } {
  if (typeof raw !== 'object' || raw === null) return { fields: {} }
  const entries = Object.entries(raw)
  if (entries.length > mostFields) throw new Failure('too-large', 'fields')
  const body = new Map<string, unknown>()
  for (const [name, value] of entries) {
    if (!name.startsWith('_')) put(body, name, tidy(value))
  }
  return { fields: Object.fromEntries(body), ...ownFields(new Map<string, unknown>(entries)) }
}

/** Heed's own hidden fields: the key of the form and the version of the record that the sender saw. */
function ownFields(own: ReadonlyMap<string, unknown>): { key?: string; version?: number } {
  const key = own.get('_key')
  const sent = own.get('_version')
  const version = sent === undefined || sent === '' ? Number.NaN : Number(sent)
  return {
    ...(typeof key === 'string' && key !== '' && { key }),
    ...(Number.isInteger(version) && { version }),
  }
}

function typed(value: unknown): string | string[] | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string')
  return undefined
}

/** What was typed, as the form shows it again. */
export function typedValues(raw: unknown): Record<string, string | string[]> {
  if (typeof raw !== 'object' || raw === null) return {}
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(raw)) {
    const text = typed(value)
    if (!name.startsWith('_') && text !== undefined) kept[name] = text
  }
  return kept
}
