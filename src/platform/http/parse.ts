import type { ZodError, ZodType } from 'zod'
import { Failure } from '#shared/failure.ts'
import type { Problem } from '#platform/html/form-state.ts'
import { isReadable } from './readable.ts'

/** The parts of an address: one that is not of its shape names nothing, so nothing is found. */
export function parseAddress(schema: ZodType | undefined, raw: unknown): unknown {
  if (schema === undefined) return {}
  if (!isReadable(raw)) throw new Failure('not-found', 'address')
  const parsed = schema.safeParse(raw ?? {})
  if (!parsed.success) throw new Failure('not-found', 'address')
  return parsed.data
}

/** The sentences of a failed form, one for each field, in the order of the fields. */
export function problemsOf(error: ZodError): Problem[] {
  const first = new Map<string, string>()
  for (const issue of error.issues) {
    const unknownField = issue.code === 'unrecognized_keys'
    const field = unknownField ? '' : issue.path.map(String).join('-')
    const message = unknownField
      ? 'The form held a field that Heed does not know. Open the page again.'
      : issue.message
    if (!first.has(field)) first.set(field, message)
  }
  return [...first].map(([field, message]) => ({ field, message }))
}
