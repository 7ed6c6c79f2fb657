import type { Block, Prose } from '#shared/prose.ts'
import type { Uid } from '#shared/ids.ts'
import { attributionOf } from './attribution.ts'
import type { ClaimKind, ProposedClaim } from './claim.ts'
import { isOpenLeadIn, readClause, readLeadIn } from './clause.ts'
import type { Clause, LeadIn } from './clause.ts'
import { claimRulesVersion } from './claim-rules.ts'
import type { ClaimRule } from './claim-rules.ts'
import { ruleFor } from './match-rule.ts'
import { isRecommendationText } from './recommendations.ts'
import { segmentsOf } from './segments.ts'
import type { Segment } from './segments.ts'
import { sentencesOf } from './sentences.ts'
import type { Stretch } from './sentences.ts'
import { classOfSubject } from './subjects.ts'
import type { SubjectClass } from './subjects.ts'

/** What the rules need of a statement. */
export type ReadableStatement = {
  readonly text: Prose
  readonly publisher?: string
  /** Blocks that say what the document is: they make no claims. */
  readonly head?: readonly Uid[]
}

/** What earlier sentences leave behind for the next: who was spoken of, who speaks, what introduced a list. */
type Memory = {
  subject: SubjectClass
  speaker: SubjectClass
  leadIn: LeadIn | undefined
}

/**
 * Proposes the claims that a statement makes, each with its place, kind and the rule that found it.
 * Nothing is decided here: a person accepts, rewords, merges or drops each one.
 */
export function proposeClaims(statement: ReadableStatement): ProposedClaim[] {
  const memory: Memory = { subject: 'none', speaker: 'publisher', leadIn: undefined }
  const head = new Set<string>(statement.head)
  return statement.text.blocks.flatMap((block) => {
    if (head.has(block.id) || block.kind === 'heading' || isRecommendationText(textOf(block))) {
      memory.leadIn = undefined
      return []
    }
    if (block.kind !== 'list-item') memory.leadIn = undefined
    return claimsOfBlock(block, statement.publisher, memory)
  })
}

function textOf(block: Block): string {
  return block.spans.filter((span) => typeof span === 'string').join('')
}

function claimsOfBlock(
  block: Block,
  publisher: string | undefined,
  memory: Memory,
): ProposedClaim[] {
  const text = textOf(block)
  const claims: ProposedClaim[] = []
  if (block.kind !== 'list-item' && !/^["“]/.test(text)) memory.speaker = 'publisher'
  for (const sentence of sentencesOf(text)) {
    const said = withoutFrame(text, sentence, memory)
    if (said.end <= said.start || isLeadIn(text, said) || isQuestion(text, said)) continue
    const found = claimsOfSentence({ block, text, publisher }, said, {
      memory,
      before: claims.at(-1)?.kind,
    })
    claims.push(...found)
  }
  if (/:\s*$/.test(text)) memory.leadIn = readLeadIn(text, publisher)
  return claims
}

function isQuestion(text: string, said: Stretch): boolean {
  return /^["”’')\s]*\?/.test(text.slice(said.end))
}

/** "Over the next year we will:" says nothing before its items do. */
function isLeadIn(text: string, said: Stretch): boolean {
  const isLast = /^\s*:\s*$/.test(text.slice(said.end))
  return isLast && isOpenLeadIn(text.slice(said.start, said.end))
}

const frame =
  /^["“]?(.{3,200}?),?\s+(?:said|says|added|commented|explained|continued)(?:\s+(?:in|at|on|to)\s[^:.]{1,60})?\s*:\s*["“]?/
const endFrame = /,?["”],?\s+(?:said|says|added|commented)\s+\p{Lu}.*$/u

/** Takes "Ann Other, Chair, said:" away and remembers who speaks. */
function withoutFrame(text: string, sentence: Stretch, memory: Memory): Stretch {
  const words = text.slice(sentence.start, sentence.end)
  const opening = frame.exec(`${words}${text.slice(sentence.end, sentence.end + 1)}`)
  if (opening) memory.speaker = speakerClass(opening[1] ?? '')
  const closing = endFrame.exec(words)
  const start = sentence.start + Math.min(opening?.[0].length ?? 0, words.length)
  return { start, end: closing ? sentence.start + closing.index : sentence.end }
}

function speakerClass(words: string): SubjectClass {
  return /\b(?:family|mother|father|parents?|sister|brother|grand\w+)\b/i.test(words)
    ? 'family'
    : 'publisher'
}

type Place = {
  readonly block: Block
  readonly text: string
  readonly publisher: string | undefined
}
type Context = { readonly memory: Memory; readonly before: ClaimKind | undefined }

function claimsOfSentence(place: Place, sentence: Stretch, context: Context): ProposedClaim[] {
  const claims: ProposedClaim[] = []
  let clause: Clause | undefined
  for (const segment of segmentsOf(place.text, sentence)) {
    clause = readSegment(place, segment, { clause, memory: context.memory })
    const rule = ruleFor(clause, {
      before: claims.at(-1)?.kind ?? context.before,
      sentence: place.text.slice(sentence.start, sentence.end),
    })
    if (rule) addClaim(claims, rule, { place, segment, clause })
    else extendLast(claims, place, segment)
  }
  if (clause && clause.subject !== 'pronoun' && clause.subject !== 'none') {
    context.memory.subject = clause.subject
  }
  return claims
}

function readSegment(
  place: Place,
  segment: Segment,
  known: { readonly clause: Clause | undefined; readonly memory: Memory },
): Clause {
  const { memory } = known
  const clause = readClause(place.text, segment, {
    publisher: place.publisher,
    before: known.clause,
    leadIn:
      segment.joint === 'start' || segment.joint === 'same-subject' ? memory.leadIn : undefined,
  })
  return { ...clause, subject: meant(clause, memory) }
}

/** Who is meant by "it", "she" or, in somebody else's mouth, by "we". */
function meant(clause: Clause, memory: Memory): SubjectClass {
  if (clause.subject === 'publisher' && memory.speaker === 'family') return 'family'
  const refersBack =
    clause.subject === 'pronoun' && /^(?:it|she|he|they)\b/i.test(clause.subjectWords)
  return refersBack && memory.subject === 'review' ? 'review' : clause.subject
}

function addClaim(
  claims: ProposedClaim[],
  rule: ClaimRule,
  found: { readonly place: Place; readonly segment: Segment; readonly clause: Clause },
): void {
  if (rule.kind === 'none') return
  const { place, segment, clause } = found
  claims.push({
    place: { blockId: place.block.id, start: segment.start, end: segment.end },
    words: place.text.slice(segment.start, segment.end),
    kind: rule.kind,
    attribution: attributionOf(clause, (words) => classOfSubject(words, place.publisher)),
    foundBy: { rule: rule.id, version: claimRulesVersion, because: rule.because },
  })
}

/** A part that makes no claim of its own stays with the claim before it, so that no words of a sentence are lost. */
function extendLast(claims: ProposedClaim[], place: Place, segment: Segment): void {
  const last = claims.at(-1)
  if (!last || last.place.blockId !== place.block.id) return
  const grown = { ...last.place, end: segment.end }
  claims[claims.length - 1] = {
    ...last,
    place: grown,
    words: place.text.slice(grown.start, grown.end),
  }
}
