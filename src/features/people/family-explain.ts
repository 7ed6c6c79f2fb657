/** A sentence for the form, and the field that it is about. */
interface Sentence {
  readonly field: string
  readonly message: string
}

const say = (field: string, message: string): Sentence => ({ field, message })

const sentences: Readonly<Record<string, Sentence>> = {
  'same-person': say('other', 'Choose two different people'),
  'already-recorded': say('kind', 'These two are recorded as related in this way already'),
  'own-ancestor': say(
    'other',
    'This would make somebody their own ancestor. Check who is the parent and who the child',
  ),
  'two-birth-parents': say(
    'kind',
    'Two birth parents are recorded already. A further parent is adoptive, step, foster, a guardian, a donor or a surrogate',
  ),
  'follows-from-parents': say(
    'kind',
    'They have a parent in common, so the drawing shows them as brothers or sisters already',
  ),
  'never-grew-up': say(
    'one',
    'An unborn child, a stillbirth or a miscarriage cannot be a parent or partner',
  ),
  'ends-before-it-begins': say('until', 'The end must not be before the beginning'),
  'end-in-the-future': say('until', 'The end must be today or earlier'),
  'how-missing': say('how', 'Say how they are apart'),
  'end-missing': say('endedOn', 'Enter when it ended, at least the year'),
  'does-not-end': say('', 'This relation has ended already, or is of a kind that does not end'),
  'person-left-out': say('', 'One of the two is left out of the drawing. Put them back first'),
  'date-without-reason': say(
    'lifeOn',
    'Say what the date is: of a death, a stillbirth, a miscarriage, or the day on which an unborn child is due',
  ),
  'not-born': say('bornYear', 'Leave the year of birth out for a child who was not born alive'),
  'born-in-the-future': say('bornYear', 'The year of birth must be this year or earlier'),
  'died-before-born': say('lifeOn', 'The death cannot be before the year of birth'),
  'died-in-the-future': say('lifeOn', 'The date must be today or earlier'),
  'has-own-family': say(
    'life',
    'This person is recorded as a partner or parent. Remove that relation first if it is wrong',
  ),
  'name-not-open': say('name', 'Somebody who may record in the vault has to add the name'),
  'label-empty': say('label', 'Enter a label'),
  'label-taken': say('label', 'Another person in this case has this label'),
  'label-made-from-initials': say(
    'label',
    'This label looks like initials. Choose another, or leave it empty',
  ),
  'still-related': say(
    '',
    'This person still has relations or a home. Remove those first if they are wrong',
  ),
  'child-of-the-case': say('', 'The child whom the case is about stays in the drawing'),
  'home-name-taken': say('homeName', 'Another home of this case has this name'),
  'lives-there-already': say('person', 'This person lives there already'),
  'left-missing': say('leftOn', 'Enter when they left, at least the year'),
  'left-already': say('', 'It is recorded already that they left'),
}

/** What the rules of a family refused, in words and beside its field; `end` names the field of an end on this form. */
export function explainFamily(
  refusal: { readonly code: string },
  end = 'until',
): readonly Sentence[] {
  const sentence = sentences[refusal.code] ?? say('', 'This cannot be done now.')
  return [sentence.field === 'until' ? { ...sentence, field: end } : sentence]
}
