declare const uid: unique symbol
declare const kind: unique symbol
/** The id of a thing as the outside world knows it: a random uuid in lower case. Made outside the rules. */
export type Uid = string & { readonly [uid]: true }

/** A `Uid` of one kind of thing, so that the id of a person cannot stand where that of a case belongs. */
export type UidOf<Kind extends string> = Uid & { readonly [kind]: Kind }

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Reads a uuid in either case, as it may come back from an address bar; `parseUid<ReviewId>` says which kind is meant. */
export function parseUid<Id extends Uid = Uid>(text: string): Id | undefined {
  const lower = text.toLowerCase()
  return uuidForm.test(lower) ? (lower as Id) : undefined
}

/** Whether this is an id as Heed writes it: a uuid in lower case. */
export function isUid(value: unknown): value is Uid {
  return typeof value === 'string' && uuidForm.test(value)
}

/** Says of which kind of thing an id is, where the code that read it knows. */
export function idOf<Kind extends string>(uid: Uid): UidOf<Kind> {
  return uid as UidOf<Kind>
}
