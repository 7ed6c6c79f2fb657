import { entryForms, type AuditEntry, type EntryKey } from './audit-entry.ts'
import { idsDigest } from './ids-digest.ts'

/** The most persons that one entry names; a longer list is kept as a number and a digest. */
const mostPeople = 200
/** The most field names that one entry keeps; a form of ours has fewer. */
const mostFields = 100

type Stored = Partial<Record<EntryKey, string | number | readonly string[]>>

/**
 * The statement that appends an entry, ready to stand before `commit` in the same round trip.
 * Every value is checked to be an id, a code, a number or a digest, so no quote or backslash can get into the literal.
 */
export function appendSql(entry: AuditEntry): string {
  return `select audit.append('${storedEntry(entry)}'::jsonb)`
}

/** The entry as the database keeps it, in JSON; for callers that can send it as a parameter. */
export function storedEntry(entry: AuditEntry): string {
  const stored: Stored = { ...aboutWhat(entry), ...aboutWhom(entry), ...aboutHow(entry) }
  for (const [key, value] of Object.entries(stored)) check(key, value)
  return JSON.stringify(stored)
}

function aboutWhat({ event, outcome, object, scopeUid, listed }: AuditEntry): Stored {
  return {
    event,
    outcome,
    ...(object && { objectType: object.type, object: object.uid }),
    ...(scopeUid !== undefined && { scope: scopeUid }),
    ...(listed && { n: listed.length, idsDigest: idsDigest(listed) }),
  }
}

function aboutWhom({ people = [], forWhom, onBehalfOf, listed }: AuditEntry): Stored {
  const tooMany = people.length > mostPeople && !listed
  return {
    ...(people.length > 0 && people.length <= mostPeople && { people: [...new Set(people)] }),
    ...(tooMany && { n: people.length, idsDigest: idsDigest(people) }),
    ...(forWhom !== undefined && { forWhom }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  }
}

function aboutHow(entry: AuditEntry): Stored {
  const { fields = [], reason, path, network, build, termsDigest } = entry
  return {
    ...(fields.length > 0 && { fields: fields.slice(0, mostFields) }),
    ...(reason !== undefined && { reason: asCode(reason) }),
    ...(path !== undefined && { path }),
    ...(network !== undefined && { network }),
    ...(build !== undefined && { build }),
    ...(termsDigest !== undefined && { termsDigest }),
  }
}

/** A refusal must be recorded even when its reason is a sentence; the sentence itself is not kept. */
function asCode(reason: string): string {
  return entryForms.reason.test(reason) ? reason : 'not-a-code'
}

function check(key: string, value: string | number | readonly string[]): void {
  const form = entryForms[key as EntryKey]
  const values = typeof value === 'object' ? value : [String(value)]
  // The value itself is not repeated: it may be the content that does not belong here.
  if (!values.every((one) => form.test(one))) throw new TypeError(`not of the form of ${key}`)
}
