/**
 * One thing to put right: `field` is the name of the control, or empty when it concerns the whole form; `leadsTo` is the page
 * on which it is put right, where that is another one.
 */
export type Problem = {
  readonly field: string
  readonly message: string
  readonly leadsTo?: string
}

/**
 * What a form shows again: the values as typed or as known, and the one list of problems
 * from which both the summary and the fields speak.
 */
export type FormState = {
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

/**
 * The state of the forms of one page as a request shows it: `key` makes each of them take effect once, and `draftPath`
 * is where a form sends what is typed while it is typed.
 */
export type PageForm = FormState & { readonly key: string; readonly draftPath?: string }

/** A form with nothing typed and nothing wrong. */
export const emptyForm: FormState = { values: {}, problems: [] }

/** The error of one control: all its messages, in order. */
export function errorFor(
  form: FormState,
  ...fields: readonly string[]
): { text: string } | undefined {
  const messages = form.problems.filter((problem) => fields.includes(problem.field))
  if (messages.length === 0) return undefined
  return { text: [...new Set(messages.map((problem) => problem.message))].join(' ') }
}

/** What stands in a one-value control. */
export function valueOf(form: FormState, name: string): string {
  const value = form.values[name]
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** What is ticked among several: a list, one value, or nothing. */
export function valuesOf(form: FormState, name: string): readonly string[] {
  const value = form.values[name]
  if (Array.isArray(value)) return value.map(String)
  const one = valueOf(form, name)
  return one === '' ? [] : [one]
}

/** A date as three boxes. */
export type DateParts = { readonly day: string; readonly month: string; readonly year: string }

/** What stands in the three boxes of a date: as typed, as an object of parts, or from a date like `2026-03-27`. */
export function datePartsOf(form: FormState, name: string): DateParts {
  const value = form.values[name]
  const iso = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})/.exec(value) : null
  const known = iso
    ? { day: plain(iso[3]), month: plain(iso[2]), year: plain(iso[1]) }
    : partsIn(value)
  const typed = (part: keyof DateParts) => form.values[`${name}-${part}`] ?? known[part]
  return {
    day: written(typed('day')),
    month: written(typed('month')),
    year: written(typed('year')),
  }
}

function partsIn(value: unknown): Readonly<Partial<Record<keyof DateParts, unknown>>> {
  return typeof value === 'object' && value !== null ? value : {}
}

function plain(digits: string | undefined): string {
  return digits === undefined ? '' : String(Number(digits))
}

function written(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/**
 * The address of the control of a problem. The day box carries the id of the whole date,
 * so that a problem with a date leads to where the date begins.
 */
export function problemHref(problem: Problem): string | undefined {
  if (problem.leadsTo !== undefined) return problem.leadsTo
  return problem.field === '' ? undefined : `#${problem.field.replace(/-day$/, '')}`
}
