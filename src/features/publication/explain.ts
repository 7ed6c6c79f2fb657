import { claimKindLabels } from './claims/claim.ts'
import type { ClaimRefusal } from './claims/claim-work.ts'

/** A sentence for the form, and the field that it is about. */
export interface Sentence {
  readonly field: string
  readonly message: string
}

type Refusal = { readonly code: string } & Readonly<Record<string, unknown>>
type Explain = (facts: Refusal) => Sentence

const say =
  (field: string, message: string): Explain =>
  () => ({ field, message })

function count(number: unknown, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${String(number)} ${many}`
}

const stateSentences: Readonly<Record<string, string>> = {
  draft: 'The text is still being written. Lock it first.',
  locked: 'The text is locked for approval. Open it for writing first.',
  published: 'This text is public. Begin a correction first.',
}

const sentences: Readonly<Record<string, Explain>> = {
  'not-in-this-state': (facts) => ({
    field: '',
    message: stateSentences[String(facts['state'])] ?? 'This is not open in the present state.',
  }),
  'nothing-to-publish': say('', 'There is no text yet. Write it before you lock it.'),
  'needs-two-agencies': say(
    '',
    'Not published: two people of two agencies must approve this version. The text stays locked.',
  ),
  'no-public-copy': say('', 'There is no public copy to take down.'),
  'approved-already': say('', 'You have approved this version already.'),
  'not-approved': say('', 'You have not approved this version.'),
  'no-agency': say('', 'Your account belongs to no agency, so your approval cannot count.'),
  'gate-refuses': (facts) => ({
    field: '',
    message: `Not published: the check refuses it (${count(facts['places'], 'place', 'places')}). The text stays locked. Open the check to see where.`,
  }),
  'gate-asks': (facts) => ({
    field: '',
    message: `Not published: ${count(facts['questions'], 'question', 'questions')} of the check must be answered by a named person first. The text stays locked.`,
  }),
  'gate-cannot-check': say(
    '',
    'Not published: the vault of this case holds no name, date or place, so there was nothing to look for. Record them first. The text stays locked.',
  ),
  'address-taken': say('', 'Not published: this public address is taken. Choose another one.'),
  'nothing-changed': say('', 'Nothing was changed.'),
  'unknown-recommendation': say('', 'This recommendation is no longer on the page.'),
  'no-document': say('', 'There is no document to take off.'),
  'not-word': say(
    'document',
    'Attach a Word document (.docx) or plain text: whether a PDF can be read aloud by a screen reader cannot be checked here.',
  ),
  'question-gone': say(
    'questions',
    'A question has changed with the text. Look at the list again.',
  ),
  'published-already': say('', 'This text is public already.'),
  'title-missing': say('title', 'The text does not say its title. Enter it'),
  'publisher-missing': say('publisher', 'The text does not say who published it. Enter it'),
  'kind-not-taken': say('file', 'Choose a text, Word or PDF file'),
  'imported-already': say('file', 'This very file is in the library already'),
  'other-body': say(
    '',
    'This statement is another body’s: nothing of ours is tied to it, and it gets no status.',
  ),
  'no-such-thing': say('to', 'Choose something that is open to you'),
  'not-accepted': say('', 'Accept the claim first.'),
  'no-such-tie': say('', 'This tie was taken away already.'),
  'claim-not-found': say('', 'This claim is not part of the statement.'),
  'words-missing': say('words', 'Enter the claim in words'),
  'reason-missing': say('reason', 'Give the reason'),
  'same-claim': say('into', 'Choose another claim than this one'),
  'place-outside-text': say('words', 'These words do not stand in that paragraph'),
}

/** The sentence of a refusal. */
export function explain(refusal: { readonly code: string }): Sentence[] {
  const facts = refusal as Refusal
  const known = sentences[refusal.code]
  return [known ? known(facts) : { field: '', message: 'This cannot be done now.' }]
}

const claimStates = {
  proposed: 'proposed',
  accepted: 'accepted',
  dropped: 'dropped',
  merged: 'merged into another',
} as const

/** The sentence of a refusal of work on a claim. */
export function explainClaim(refusal: ClaimRefusal): Sentence[] {
  if (refusal.code === 'not-in-this-state')
    return [{ field: '', message: `The claim is ${claimStates[refusal.state]} already.` }]
  if (refusal.code === 'nothing-changed')
    return [{ field: 'words', message: 'Change the words or the kind' }]
  if (refusal.code === 'kinds-differ') {
    const [one, other] = refusal.kinds.map((kind) => claimKindLabels[kind])
    return [{ field: 'kind', message: `One is “${one}”, the other “${other}”: choose which holds` }]
  }
  return explain(refusal)
}
