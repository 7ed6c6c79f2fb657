import { contentKeys } from '#platform/backup/restore-keys.ts'
import type { ContentKey, FoundKeys } from '#platform/backup/restore-keys.ts'
import type { Tried } from '#platform/backup/sealed-contents.ts'
import { counted } from './counted.ts'

const nouns = {
  files: 'stored file',
  field: 'authenticator',
  drafts: 'draft',
} as const satisfies Record<ContentKey, string>

/** What was opened of the encrypted content, what did not open, and what stays closed because its key is lost. */
export function contentsOf(
  tried: Readonly<Record<ContentKey, Tried>>,
  keys: FoundKeys,
): readonly string[] {
  const howMany = (name: ContentKey) => counted(tried[name].count, nouns[name])
  const there = contentKeys.filter((name) => tried[name].count > 0)
  const opened = there.filter((name) => tried[name].opens === true)
  const firsts = opened.map((name) => `1 of ${howMany(name)}`)
  const damaged = there.filter((name) => tried[name].opens === false)
  const lost = contentKeys.filter((name) => keys[name] === undefined)
  return [
    ...(firsts.length > 0 ? [`Opened for proof: ${firsts.join(', ')}.`] : []),
    ...damaged.map((name) => `Not opened by ${name}.key: the first of ${howMany(name)}.`),
    ...lost.map((name) => `Closed without ${name}.key: ${howMany(name)}.`),
  ]
}
