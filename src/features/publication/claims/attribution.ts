import type { Attribution } from './claim.ts'
import type { Clause } from './clause.ts'
import { aboutWhom } from './subjects.ts'
import type { SubjectClass } from './subjects.ts'

const agent =
  /^[^,;]*?\bby ((?:the |our |an? |its |their )?[^,.;]*?)(?=\s(?:following|in|on|at|and|to|for|with|as|from|until|before|after|during|that)\b|[,.;]|$)/i

const named: readonly SubjectClass[] = [
  'publisher',
  'review',
  'family',
  'practitioners',
  'other-body',
]

/** Whose doing a claim reports: the doer named by "by …" in the passive, else the subject. */
export function attributionOf(
  clause: Clause,
  classOf: (words: string) => SubjectClass,
): Attribution {
  const doer = clause.passive ? agent.exec(clause.rest)?.[1]?.trim() : undefined
  if (doer !== undefined && named.includes(classOf(doer))) {
    return { about: aboutWhom(classOf(doer)), words: doer }
  }
  const about = aboutWhom(clause.subject)
  return clause.subjectWords === '' ? { about } : { about, words: clause.subjectWords }
}
