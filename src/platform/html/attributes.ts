/** What an extra attribute may hold; `optional` leaves it out when there is nothing to say. */
export type AttributeValue = Plain | { readonly value?: Plain; readonly optional?: boolean }
type Plain = string | number | boolean | null | undefined

/** Extra attributes of a component, by their HTML names, as in the official macro options. */
export type Attributes = Readonly<Record<string, AttributeValue>>

/** The two options that every component takes. */
export type Common = {
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}

const none: Readonly<Record<string, string | true>> = {}
// Preact would turn these into behaviour or raw markup, and our content security policy refuses them.
const refused = /^(on|style$|srcdoc$|ref$|key$|children$|dangerously)/i

/** Extra attributes ready to be spread on an element; event handlers, styles and raw markup are left out. */
export function attrs(attributes: Attributes | undefined): Readonly<Record<string, string | true>> {
  if (!attributes) return none
  const out: Record<string, string | true> = {}
  for (const [name, item] of Object.entries(attributes)) {
    const given = written(item)
    if (given !== undefined && !refused.test(name)) out[name] = given
  }
  return out
}

function written(item: AttributeValue): string | true | undefined {
  if (typeof item !== 'object' || item === null) return String(item ?? '')
  if (!item.optional) return String(item.value ?? '')
  if (item.value === true) return true
  return item.value === undefined || item.value === null || item.value === false
    ? undefined
    : String(item.value)
}

/** Class names in one string, without those that do not apply. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  let out = ''
  for (const name of names) if (name) out = out ? `${out} ${name}` : name
  return out
}
