import { elementsOf, parseHtml, textOf } from '#tests/support/html-tree.ts'
import type { Element } from '#tests/support/html-tree.ts'

/** What kind of thing one puts into a field. */
export type FieldKind = 'hidden' | 'text' | 'secret' | 'date' | 'one' | 'many' | 'file'

/** A field of a form by its name; `values` are what it offers, or what stands in it. */
export interface Field {
  readonly name: string
  readonly kind: FieldKind
  readonly values: readonly string[]
  readonly hint: string
}

/** A form that a page shows. */
export interface FoundForm {
  readonly action: string
  readonly multipart: boolean
  readonly fields: readonly Field[]
}

/** What is sent, in the order of the fields. */
export type Pairs = readonly (readonly [string, string])[]

function inputKind(element: Element): FieldKind {
  const { type = 'text', autocomplete = '', name = '' } = element.attributes
  if (type === 'hidden') return 'hidden'
  if (type === 'radio') return 'one'
  if (type === 'checkbox') return 'many'
  if (type === 'file') return 'file'
  if (type === 'password' || autocomplete === 'one-time-code') return 'secret'
  return /-(day|month|year)$/.test(name) ? 'date' : 'text'
}

function fieldOf(element: Element): Field | undefined {
  const { name = '', value = '', inputmode = '', type = '' } = element.attributes
  if (name === '' || 'disabled' in element.attributes) return undefined
  const hint = `${name} ${inputmode} ${type}`
  if (element.tag === 'textarea')
    return { name, kind: 'text', values: [textOf(element.children)], hint }
  if (element.tag === 'select') {
    const options = elementsOf(element.children).filter((each) => each.tag === 'option')
    const values = options.map((each) => each.attributes['value'] ?? textOf(each.children))
    return { name, kind: 'one', values: values.filter((each) => each !== ''), hint }
  }
  if (element.tag !== 'input') return undefined
  return { name, kind: inputKind(element), values: [value], hint }
}

/** Radios and checkboxes of one name are one field. */
function gathered(fields: readonly Field[]): Field[] {
  const byName = new Map<string, Field>()
  for (const field of fields) {
    const before = byName.get(field.name)
    const values = before === undefined ? field.values : [...before.values, ...field.values]
    byName.set(field.name, { ...field, values })
  }
  return [...byName.values()]
}

function formOf(form: Element): FoundForm[] {
  const inside = elementsOf(form.children)
  const fields = gathered(inside.map(fieldOf).filter((field) => field !== undefined))
  const multipart = form.attributes['enctype'] === 'multipart/form-data'
  const actions = inside
    .map((each) => each.attributes['formaction'])
    .concat(form.attributes['action'])
  return actions
    .filter((action) => action !== undefined)
    .map((action) => ({ action, multipart, fields }))
}

/** Every form of a page that is posted. */
export function formsIn(html: string): FoundForm[] {
  return elementsOf(parseHtml(html))
    .filter((each) => each.tag === 'form' && each.attributes['method']?.toLowerCase() === 'post')
    .flatMap(formOf)
}

/** How to fill in a form: which of the choices, which day, which words. */
export interface Filling {
  readonly pick: number
  readonly date: { readonly day: string; readonly month: string; readonly year: string }
  readonly words: (field: Field) => string
  /** Leaves boxes unticked, for forms in which a tick asks for more. */
  readonly untick?: boolean
}

function valueOf(field: Field, how: Filling): string[] {
  const chosen = field.values[how.pick % Math.max(field.values.length, 1)] ?? ''
  switch (field.kind) {
    case 'hidden':
      return field.values.slice(0, 1)
    case 'text':
      return [how.words(field)]
    case 'secret':
      return ['123456']
    case 'date':
      return [how.date[/-(\w+)$/.exec(field.name)?.[1] as 'day' | 'month' | 'year']]
    case 'one':
      return [chosen]
    case 'many':
      return how.untick === true ? [] : [chosen]
    case 'file':
      return []
  }
}

/** The form with something in each field. */
export function filled(form: FoundForm, how: Filling): Pairs {
  return form.fields.flatMap((field) =>
    valueOf(field, how).map((value) => [field.name, value] as const),
  )
}

/** The same words with one field in another value; none takes the field away. */
export function withField(pairs: Pairs, name: string, ...values: readonly string[]): Pairs {
  return [
    ...pairs.filter(([each]) => each !== name),
    ...values.map((each) => [name, each] as const),
  ]
}

/** A small page of text as a file. */
const someFile = {
  name: 'words.txt',
  content: 'Words of an invented paper.\n\nIts second paragraph says that the lock was mended.\n',
}

/** What a browser sends for a form, and under which content type. */
export function encoded(form: FoundForm, pairs: Pairs): { body: string; type: string } {
  if (!form.multipart) {
    const body = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
    return { body, type: 'application/x-www-form-urlencoded' }
  }
  const boundary = 'heed-boundary-of-tests'
  const files = form.fields.filter((field) => field.kind === 'file')
  const parts = [
    ...pairs.map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    ...files.map(
      ({ name }) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${someFile.name}"\r\n\r\n${someFile.content}\r\n`,
    ),
  ]
  return {
    body: `${parts.join('')}--${boundary}--\r\n`,
    type: `multipart/form-data; boundary=${boundary}`,
  }
}
