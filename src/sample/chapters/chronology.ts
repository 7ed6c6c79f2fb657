import {
  acceptPart,
  addEntry,
  addEpisode,
  askForPart,
  bringSpreadsheet,
  checkSpreadsheet,
  chronologyLabels,
  dismissMark,
  getOpenChronology,
  listMarks,
  setEpisode,
  submitPart,
} from '#features/chronology/index.ts'
import type { EntryForm, EntryUid, PartUid } from '#features/chronology/index.ts'
import type { Permission } from '#platform/access/permission.ts'
import { keepTable } from '#platform/files/read-table.ts'
import { addDays } from '#shared/dates.ts'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { AgencyName, PersonName } from '../cast.ts'
import { doing, uid } from '../teller.ts'
import type { Teller } from '../teller.ts'
import { sampleEntries } from '../texts/chronology-entries.ts'
import type { SampleEntry } from '../texts/chronology-entries.ts'
import type { SampleCases } from './cases.ts'

/** The day of the incident of the case, as the other chapters tell it. */
const incidentDay = -170

interface Asked {
  readonly post: 'maternityLead' | 'communityLead' | 'councilLead' | 'policeLead' | 'housingLead'
  /** Who writes for the agency; the manager writes for one that does not do so itself. */
  readonly who: PersonName
  readonly ends: 'accepted' | 'submitted' | 'open'
}

const asked: Readonly<Partial<Record<AgencyName, Asked>>> = {
  maternity: { post: 'maternityLead', who: 'midwifery', ends: 'accepted' },
  community: { post: 'communityLead', who: 'nurse', ends: 'open' },
  council: { post: 'councilLead', who: 'councilLead', ends: 'accepted' },
  police: { post: 'policeLead', who: 'inspector', ends: 'submitted' },
  housing: { post: 'housingLead', who: 'manager', ends: 'open' },
}

function knewOf(entry: SampleEntry, happened: PlainDate): Partial<EntryForm> {
  const { knewAfter = 0, wroteAfter = 0 } = entry
  if (knewAfter === 'unknown') return { knewKind: 'unknown' }
  const last = entry.until === undefined ? 0 : entry.until - entry.day
  const knew = addDays(happened, knewAfter === 0 ? last : knewAfter)
  const recordedOn = addDays(knew, wroteAfter)
  return entry.how === undefined || entry.how === 'between'
    ? { knewKind: 'day', knew, recordedOn }
    : { knewKind: entry.how, knew: happened, recordedOn: addDays(knew, Math.max(wroteAfter, 14)) }
}

/** An entry as its form would send it. */
function formOf(
  entry: SampleEntry,
  told: { incident: PlainDate; people: { child: Uid | undefined; father: Uid | undefined } },
): EntryForm {
  const happened = addDays(told.incident, entry.day)
  const about = (entry.about ?? []).map((who) => told.people[who])
  return {
    happenedKind: entry.how ?? 'day',
    happened,
    happenedUntil: entry.until === undefined ? undefined : addDays(told.incident, entry.until),
    happenedAt: entry.at,
    knewKind: 'day',
    knew: happened,
    knewUntil: undefined,
    recordedOn: undefined,
    kind: entry.kind,
    event: entry.event,
    source: 'Case record of the agency',
    place: entry.place,
    reference: entry.reference,
    people: about.filter((one) => one !== undefined),
    childSeen: entry.seen ?? 'not-recorded',
    childHeard: entry.voice === undefined ? 'not-recorded' : 'yes',
    childVoice: entry.voice,
    response: entry.response,
    analysis: entry.analysis,
    goodPractice: entry.good ? ['yes'] : [],
    themes: [...(entry.themes ?? [])],
    facts: entry.facts,
    ...knewOf(entry, happened),
  }
}

/** What the community trust had sent before it wrote itself: one row can be taken, the other has no date that is one. */
function spreadsheetOf(incident: PlainDate): string {
  return [
    'Community trust: chronology for the partnership',
    '',
    'Date of contact,Type of contact,Details,Who,Date recorded,Child seen Y/N',
    `about ${sayDate(addDays(incident, -150))},Telephone call,The practice asked for the new address.,Father,,N/A`,
    'soon after the birth,Home visit,Not yet dated by the writer.,Child A,,Y',
  ].join('\r\n')
}

/** Which column of it is which. */
const columns = {
  headRow: 3,
  order: 'day-first',
  heads: {
    happened: 'Date of contact',
    kind: 'Type of contact',
    event: 'Details',
    people: 'Who',
    recorded: 'Date recorded',
    seen: 'Child seen Y/N',
  },
} as const

const asideBecause =
  'The police sent the notice at midnight and the council wrote down the next morning: one event.'

/** Five agencies write the chronology of the baby with a bruise; the reviewer describes an episode. */
export async function tellChronology(teller: Teller, cases: SampleCases): Promise<void> {
  const { cast, story } = teller
  const act = doing(teller)
  const of = cases.reading
  const incident = story.anyDay(incidentDay)
  const parts = new Map<AgencyName, PartUid>()
  for (const [agency, { post, ends }] of Object.entries(asked) as [AgencyName, Asked][]) {
    const part = await act(
      { who: 'manager', day: -111, can: 'chronology:manage', event: 'chronology-part.asked-for' },
      (ctx) =>
        askForPart(ctx, of, {
          agency: uid(cast.agency[agency].uid),
          posts: [uid(cast.post[post].uid)],
          dueOn: story.on(ends === 'open' ? 12 : -90),
        }),
    )
    parts.set(agency, part)
  }
  const partOf = (agency: AgencyName) => {
    const part = parts.get(agency)
    const how = asked[agency]
    if (part === undefined || how === undefined)
      throw new Error('the sample asks no such agency for a chronology')
    return { part, ...how }
  }
  const writes: Permission = 'chronology:contribute'
  const added = new Map<SampleEntry, EntryUid>()
  for (const entry of sampleEntries) {
    const { part, who } = partOf(entry.agency)
    const written = await act(
      { who, day: -100, can: writes, event: 'chronology-entry.added' },
      async (ctx) => {
        const people = await chronologyLabels(ctx, part)
        const labelled = (of: 'child' | 'father') => people.find((one) => one.part === of)?.uid
        const told = { incident, people: { child: labelled('child'), father: labelled('father') } }
        return addEntry(ctx, part, formOf(entry, told))
      },
    )
    added.set(entry, written)
  }
  for (const agency of parts.keys()) {
    const { part, who, ends } = partOf(agency)
    if (ends === 'open') continue
    await act({ who, day: -92, can: writes, event: 'chronology-part.sent-in' }, (ctx) =>
      submitPart(ctx, part),
    )
    if (ends === 'submitted') continue
    await act(
      { who: 'manager', day: -90, can: 'chronology:manage', event: 'chronology-part.accepted' },
      (ctx) => acceptPart(ctx, part),
    )
  }
  const content = Buffer.from(spreadsheetOf(incident))
  const table = await keepTable(story.files, { name: 'contacts.csv', content })
  if (!table.ok) throw new Error(`the sample's spreadsheet was refused: ${table.refusal.code}`)
  const { part } = partOf('community')
  const sheet = await act(
    { who: 'nurse', day: -89, can: writes, event: 'chronology-import.brought' },
    (ctx) => bringSpreadsheet(ctx, part, table.value),
  )
  await act({ who: 'nurse', day: -89, can: writes, event: 'chronology-import.checked' }, (ctx) =>
    checkSpreadsheet(ctx, { part, uid: sheet }, columns),
  )
  const episode = await act(
    { who: 'reviewer', day: -80, can: 'chronology:judge', event: 'chronology-episode.described' },
    (ctx) =>
      addEpisode(ctx, of, {
        title: 'Ten weeks without a look at the baby',
        fromOn: addDays(incident, -77),
        toOn: addDays(incident, -7),
        chosen: 'Nobody saw the baby, and a relative saw the first bruise.',
        expected: 'The review at six to eight weeks, and a call when it was not kept.',
        happened:
          'The next date was ten weeks away because of vacancies; no other agency was told.',
        why: 'Vacancies, and no rule on what to do when a review is put off.',
        good: '',
        learning: 'A review that is put off needs a look at the child by somebody else.',
      }),
  )
  for (const [entry, written] of added) {
    if (entry.agency !== 'community' || entry.day < -78 || entry.day > -7) continue
    await act(
      {
        who: 'reviewer',
        day: -79,
        can: 'chronology:judge',
        event: 'chronology-entry.put-in-episode',
      },
      (ctx) => setEpisode(ctx, written, episode),
    )
  }
  await act(
    { who: 'reviewer', day: -78, can: 'chronology:judge', event: 'chronology-mark.set-aside' },
    async (ctx) => {
      const open = await getOpenChronology(ctx, of)
      const { rows } = await listMarks(ctx, open, { rule: 'differing-date', state: 'open' })
      const [mark] = rows
      if (mark === undefined) throw new Error('the sample’s chronology has no such mark')
      return dismissMark(ctx, { case: of, mark: mark.uid }, asideBecause)
    },
  )
}
