import type { FormState, PageForm } from '#platform/html/form-state.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { sayFacts } from '../entry.ts'
import type { EntryContent, Labelled, PartStatus } from '../model.ts'
import { paths } from '../paths.ts'
import type { OpenChronology } from '../queries/parts.ts'
import type { StoredPart } from '../store/parts.ts'
import type { When } from '../when.ts'

/** What every page of a case's chronology says of itself. */
export function caseFrame(of: { uid: Uid; scopeUid: Uid; reference: string }) {
  return {
    caption: `Case ${of.reference}`,
    back: { href: paths.show(of.uid), text: 'Chronology' },
    about: { object: { type: 'case', uid: of.uid }, scopeUid: of.scopeUid },
  }
}

/** What every page of an agency's part says of itself. */
export function partFrame(part: StoredPart) {
  return {
    caption: `Case ${part.caseReference}`,
    back: { href: paths.part(part.uid), text: `Part of ${part.agency}` },
    about: { object: { type: 'chronology-part', uid: part.uid }, scopeUid: part.scopeUid },
  }
}

/** A part whose day has passed while it is still being written. */
export function isLate(
  part: { readonly status: PartStatus; readonly dueOn: PlainDate | null },
  today: PlainDate,
): boolean {
  return part.status === 'open' && part.dueOn !== null && part.dueOn < today
}

/** A form that begins with what is recorded already; what was typed goes before it. */
export function withKnown(form: PageForm, known: FormState['values']): PageForm {
  return { ...form, values: { ...known, ...form.values } }
}

function whenValues(name: 'happened' | 'knew', when: When | null): Record<string, unknown> {
  if (when === null) return { [`${name}Kind`]: 'unknown' }
  return {
    [`${name}Kind`]: when.kind,
    [name]: when.named,
    ...(when.kind === 'between' && { [`${name}Until`]: when.last }),
  }
}

/** What an entry says, as its form shows it. */
export function valuesOf(content: EntryContent, people: readonly Labelled[]): FormState['values'] {
  return {
    ...whenValues('happened', content.happened),
    ...whenValues('knew', content.knew),
    happenedAt: content.happenedAt ?? '',
    recordedOn: content.recordedOn ?? '',
    kind: content.kind,
    event: content.event,
    source: content.source,
    place: content.place,
    reference: content.reference,
    childSeen: content.childSeen,
    childHeard: content.childHeard,
    childVoice: content.childVoice,
    response: content.response,
    analysis: content.analysis,
    goodPractice: content.goodPractice ? ['yes'] : [],
    themes: content.themes,
    facts: sayFacts(content.facts),
    people: people.filter(({ id }) => content.personIds.includes(id)).map(({ uid }) => uid),
  }
}

/** The agencies that have a part in the chronology, for a form. */
export function agencyChoices(parts: readonly { agencyUid: Uid; agency: string }[]) {
  return parts.map(({ agencyUid: uid, agency: text }) => ({ uid, text }))
}

/** The people of a chronology, for a form. */
export function peopleChoices({ people }: Pick<OpenChronology, 'people'>) {
  return people.map(({ uid, label: text }) => ({ uid, text }))
}
