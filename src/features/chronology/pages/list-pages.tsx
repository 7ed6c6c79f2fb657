import { listAgencyChoices, listPostChoices } from '#features/organisations/index.ts'
import { listVault } from '#features/people/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import type { ChosenFilter } from '#platform/html/list-parts.tsx'
import { act, file, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { askForPart } from '../commands/parts.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { listEntries, listManyEntries } from '../queries/entries.ts'
import { findOpenChronology, getOpenChronology } from '../queries/parts.ts'
import type { OpenChronology } from '../queries/parts.ts'
import { AskForm, ExportQuery, ListQuery } from '../schemas.ts'
import { listEpisodes } from '../store/marks.ts'
import { listPartsOf } from '../store/parts.ts'
import type { StoredPart } from '../store/parts.ts'
import { ChronologyPage } from '../views/chronology-page.tsx'
import type { Choice } from '../views/chronology-page.tsx'
import { AskForm as AskAgency } from '../views/part-pages.tsx'
import { ChronologyPrint } from '../views/print-page.tsx'
import { kindWords, themeWords } from '../words.ts'
import { agencyChoices, caseFrame, isLate, peopleChoices } from './frame.ts'
import { writeCommas, writeSpreadsheet, writeWord } from './write-files.ts'
import type { ExportHead, NameKey } from './write-files.ts'

/** How many entries go onto paper at once, and into each kind of file; a Word document of more would take minutes to open. */
const most = { print: 1000, word: 1000, spreadsheet: 20_000 } as const

/** The address of a list with some things of the query changed; `undefined` leaves one out. */
function listHref(
  query: ListQuery,
  change: Readonly<Record<string, string | undefined>>,
  path: string,
): string {
  const { after: _page, ...kept } = query
  const pairs = Object.entries({ ...kept, ...change }).flatMap(([name, value]) =>
    value === undefined || value === '' || (name === 'sort' && value === 'time')
      ? []
      : [[name, value]],
  )
  const search = new URLSearchParams(pairs).toString()
  return search === '' ? path : `${path}?${search}`
}

const onlyWords = {
  'good-practice': 'Good practice',
  'child-seen': 'Child seen',
  'child-not-seen': 'Child not seen',
  marked: 'With an open mark',
}

const nameAmong = (choices: readonly Choice[], chosen: Uid | undefined, other: string) =>
  chosen && (choices.find((each) => each.uid === chosen)?.text ?? other)

interface Choices {
  readonly agencies: readonly Choice[]
  readonly people: readonly Choice[]
  readonly episodes: readonly Choice[]
}

function chosenOf(query: ListQuery, of: Choices, path: string): ChosenFilter[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['agency', nameAmong(of.agencies, query.agency, 'One agency')],
    ['person', nameAmong(of.people, query.person, 'One person')],
    ['theme', query.theme && themeWords[query.theme]],
    ['kind', query.kind && kindWords[query.kind]],
    ['episode', nameAmong(of.episodes, query.episode, 'One episode')],
    ['only', query.only && onlyWords[query.only]],
    ['from', query.from && `From ${sayDate(query.from)}`],
    ['to', query.to && `To ${sayDate(query.to)}`],
  ]
  return named.flatMap(([name, text]) =>
    text === undefined ? [] : [{ text, withoutHref: listHref(query, { [name]: undefined }, path) }],
  )
}

async function choicesOf(
  ctx: ReadContext,
  open: OpenChronology,
  parts: readonly StoredPart[],
): Promise<Choices> {
  const episodes = await listEpisodes(ctx.tx, open.chronologyId)
  return {
    agencies: agencyChoices(parts),
    people: peopleChoices(open),
    episodes: episodes.map(({ uid, title: text }) => ({ uid, text })),
  }
}

function filesOf(ctx: ReadContext, query: ListQuery, uid: Uid) {
  const names = can(ctx.actor, 'vault:read')
  return [
    { href: listHref(query, {}, paths.word(uid)), text: 'Save as a Word document' },
    { href: listHref(query, {}, paths.xlsx(uid)), text: 'Save as a spreadsheet (Excel)' },
    { href: listHref(query, {}, paths.csv(uid)), text: 'Save as a spreadsheet (CSV)' },
    ...(names
      ? [
          {
            href: listHref(query, { names: 'yes' }, paths.xlsx(uid)),
            text: 'Save as a spreadsheet with the key to the names',
          },
        ]
      : []),
  ]
}

/** Labels with the names that the vault holds; nothing for whoever may not open it or did not ask for it. */
async function keyOf(
  ctx: ReadContext,
  open: OpenChronology,
  asked: boolean,
): Promise<{ names: NameKey; people: readonly Uid[] }> {
  if (!asked || !can(ctx.actor, 'vault:read')) return { names: [], people: [] }
  const values = await listVault(ctx, open.kase.scopeId)
  const names = values.flatMap(({ kind, value, personUid, endedAt }) => {
    const person = open.people.find(({ uid }) => uid === personUid)
    return kind === 'name' && endedAt === null && person
      ? [{ uid: person.uid, label: person.label, name: value }]
      : []
  })
  return { names, people: names.map(({ uid }) => uid) }
}

/** What is taken out: entries with labels in the place of names, whoever takes them out. */
async function taken(
  ctx: ReadContext,
  caseUid: Uid,
  how: { query: ListQuery & { names?: 'yes' | undefined }; most: number },
) {
  const open = await getOpenChronology(ctx, caseUid, false)
  const { rows, cut } = await listManyEntries(ctx, open, { filter: how.query, most: how.most })
  const { names, people } = await keyOf(ctx, open, how.query.names === 'yes')
  const choices = await choicesOf(ctx, open, await listPartsOf(ctx.tx, open.chronologyId))
  const chosen = chosenOf(how.query, choices, paths.show(caseUid)).map(({ text }) => text)
  const head: ExportHead = {
    title: `Chronology of case ${open.kase.reference}`,
    lines: [
      `Taken out of Heed by ${ctx.actor.name}, ${sayMoment(ctx.now)}.`,
      ...(chosen.length === 0 ? [] : [`Only: ${chosen.join('; ')}.`]),
      ...(cut ? [`These are the first ${how.most} entries; there are more.`] : []),
      names.length === 0
        ? 'People stand under their labels.'
        : 'It holds the key from labels to names.',
    ],
    names,
  }
  const name = `chronology-${open.kase.reference}`
  const { about } = caseFrame(open.kase)
  return {
    rows,
    head,
    name,
    about: {
      ...about,
      listed: rows.map((row) => row.uid),
      ...(people.length > 0 && { people, fields: ['name'] }),
    },
  }
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The merged view of a case, on screen, on paper and as a file, and asking an agency for its part. */
export const listPages: readonly Route[] = [
  page({
    path: '/cases/:uid/chronology',
    can: 'chronology:read',
    audit: 'chronology.viewed',
    params: UidParams,
    query: ListQuery,
    handle: async (ctx, { params, query }) => {
      const { kase, open } = await findOpenChronology(ctx, params.uid)
      const path = paths.show(kase.uid)
      const parts = open ? await listPartsOf(ctx.tx, open.chronologyId) : []
      const found = open ? await listEntries(ctx, open, query) : { rows: [], next: undefined }
      const choices = open
        ? await choicesOf(ctx, open, parts)
        : { agencies: [], people: [], episodes: [] }
      const model = {
        uid: kase.uid,
        begun: open !== undefined,
        rows: found.rows,
        parts: parts.map((part) => ({ ...part, late: isLate(part, ctx.today) })),
        form: { values: query, problems: [] },
        ...choices,
        chosen: chosenOf(query, choices, path),
        sort: query.sort,
        hrefs: {
          time: listHref(query, { sort: 'time' }, path),
          agency: listHref(query, { sort: 'agency' }, path),
          first: query.after === undefined ? undefined : listHref(query, {}, path),
          next: found.next && listHref(query, { after: found.next }, path),
          print: listHref(query, {}, paths.print(kase.uid)),
          files: filesOf(ctx, query, kase.uid),
        },
        mayManage: can(ctx.actor, 'chronology:manage'),
        mayWriteParts: can(ctx.actor, 'chronology:record-for'),
        mayExport: can(ctx.actor, 'chronology:export'),
      }
      return {
        ...caseFrame(kase),
        title: 'Chronology',
        back: { href: paths.case(kase.uid), text: `Case ${kase.reference}` },
        layout: 'wide',
        body: <ChronologyPage model={model} />,
        about: { ...caseFrame(kase).about, listed: found.rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: '/cases/:uid/chronology/print',
    can: 'chronology:read',
    audit: 'chronology.printed',
    params: UidParams,
    query: ListQuery,
    handle: async (ctx, { params, query }) => {
      const found = await taken(ctx, params.uid, { query, most: most.print })
      const open = await getOpenChronology(ctx, params.uid)
      const cut = found.head.lines.some((line) => line.startsWith('These are the first'))
      return {
        ...caseFrame(open.kase),
        title: found.head.title,
        layout: 'wide',
        body: (
          <ChronologyPrint
            rows={found.rows}
            cut={cut ? most.print : undefined}
            chosen={found.head.lines.filter((line) => line.startsWith('Only: '))}
          />
        ),
        about: found.about,
      }
    },
  }),
  file({
    path: '/cases/:uid/chronology/spreadsheet',
    can: 'chronology:export',
    audit: 'chronology.exported',
    params: UidParams,
    query: ExportQuery,
    handle: async (ctx, { params, query }) => {
      const found = await taken(ctx, params.uid, { query, most: most.spreadsheet })
      const content = await writeSpreadsheet(found.head, found.rows)
      return { name: `${found.name}.xlsx`, type: excel, content, about: found.about }
    },
  }),
  file({
    path: '/cases/:uid/chronology/csv',
    can: 'chronology:export',
    audit: 'chronology.exported-as-csv',
    params: UidParams,
    query: ListQuery,
    handle: async (ctx, { params, query }) => {
      const found = await taken(ctx, params.uid, { query, most: most.spreadsheet })
      const content = writeCommas(found.rows)
      const type = 'text/csv; charset=utf-8'
      return { name: `${found.name}.csv`, type, content, about: found.about }
    },
  }),
  file({
    path: '/cases/:uid/chronology/word',
    can: 'chronology:export',
    audit: 'chronology.exported-as-word',
    params: UidParams,
    query: ExportQuery,
    handle: async (ctx, { params, query }) => {
      const found = await taken(ctx, params.uid, { query, most: most.word })
      const content = await writeWord(found.head, found.rows)
      return { name: `${found.name}.docx`, type: word, content, about: found.about }
    },
  }),
  page({
    path: '/cases/:uid/chronology/ask',
    can: 'chronology:manage',
    audit: 'chronology.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const { kase } = await findOpenChronology(ctx, params.uid)
      const agencies = await listAgencyChoices(ctx)
      const posts = await listPostChoices(ctx)
      return {
        ...caseFrame(kase),
        title: 'Ask an agency for its part',
        body: <AskAgency form={form} uid={kase.uid} agencies={agencies} posts={posts} />,
      }
    },
  }),
  act({
    path: '/cases/:uid/chronology/ask',
    page: '/cases/:uid/chronology/ask',
    can: 'chronology:manage',
    audit: 'chronology-part.asked-for',
    said: 'The agency is asked for its part. Whoever answers for it is told by mail.',
    params: UidParams,
    body: AskForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const asked = await askForPart(ctx, params.uid, body)
      if (!asked.ok) return asked
      const about = { object: { type: 'chronology-part', uid: asked.value } }
      return ok({ to: paths.show(params.uid), about })
    },
  }),
]
