import { beforeAll, describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { replayCaseReview } from './case-review.ts'
import type { CaseReviewEvent } from './case-review.ts'
import { date, problemsOn, reviewWorld } from './test-world.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await reviewWorld()
const { manager, partners, done } = world
const [council, health, police] = partners
const uidOf = (path: string) => path.split('/').at(-1) ?? ''

const reviewer = {
  name: 'Rowan Invented',
  conflictDeclaration: 'None.',
  ...date('declaredOn', '2025-09-22'),
}

const move = (review: string, act: string, more: Readonly<Record<string, string>> = {}) =>
  done(manager, `${review}/move`, { act, ...more })

/** Takes a review up to the reading for identifiers. */
async function toReading(review: string): Promise<void> {
  await move(review, 'commission')
  await done(manager, `${review}/reviewer`, reviewer)
  for (const act of [
    'agree-terms',
    'gather-information',
    'analyse',
    'draft',
    'check-accuracy',
    'show-family-and-practitioners',
    'check-anonymisation',
  ])
    await move(review, act)
}

let second: Awaited<ReturnType<typeof world.signIn>>

/** Takes a review up to the partners' sign-off. */
async function toSignOff(review: string, draft = '1'): Promise<void> {
  const clear = { verdict: 'clear', draft }
  await done(manager, `${review}/reading`, clear)
  await done(second, `${review}/reading`, clear)
  await move(review, 'seek-sign-off')
}

beforeAll(async () => {
  second = await world.signIn(world.here, { role: 'business-manager', agency: world.council })
})

describe('beginning a review', () => {
  it('moves the case into review and gives the review a reference of its own', async () => {
    const { review, kase } = await world.review()
    expect((await world.get(manager, kase)).body).toContain('Practice review under way')
    const page = await world.get(manager, review)
    expect(page.body).toMatch(/Review R2025-\d\d/)
    expect(page.body).toContain('due Sunday 22 March 2026')
    expect((await world.get(manager, '/reviews')).body).toContain(review)
  })
  it('covers several cases, and is closed to whoever has a conflict in any of them', async () => {
    const first = await world.review()
    const other = await world.review()
    const begin = { kind: 'thematic', ...date('decidedOn', '2025-09-22') }
    const both = await done(manager, `${first.kase}/reviews/new`, {
      ...begin,
      others: uidOf(other.kase),
    })
    const page = await world.get(second, both)
    expect(page.body).toContain(first.kase)
    expect(page.body).toContain(other.kase)
    const cousin = await world.signIn(world.here, { role: 'business-manager' })
    expect((await world.get(cousin, both)).status).toBe(200)
    await done(cousin, `${other.kase}/conflict`, { basis: 'A cousin.' })
    expect((await world.get(cousin, both)).status).toBe(404)
    expect((await world.get(cousin, '/reviews')).body).not.toContain(both)
    expect((await world.get(cousin, `${first.kase}/reviews`)).body).not.toContain(both)
    expect((await world.get(cousin, first.review)).status).toBe(200)
  })
  it('is refused for a case whose rapid review was not sent, and for a decision of tomorrow', async () => {
    const kase = await world.notifiedCase()
    const form = { kind: 'local', ...date('decidedOn', '2025-09-22') }
    const early = await world.post(manager, `${kase}/reviews/new`, form)
    expect(problemsOn(early)).toContain('cannot be covered')
    const { kase: ready } = await world.review()
    const tomorrow = { ...form, ...date('decidedOn', '2025-09-23') }
    const late = await world.post(manager, `${ready}/reviews/new`, tomorrow)
    expect(problemsOn(late)).toContain('today or earlier')
  })
})

describe('what the audit is told', () => {
  const lastOf = async (event: string) => (await world.audited(event)).at(-1)
  const scopeOf = async (kase: string) => {
    const rows = await world.sql(
      `select s.uid from app.serious_case c join access.scope s on s.partnership_id = c.partnership_id and s.id = c.scope_id where c.uid = $1`,
      [uidOf(kase)],
    )
    return rows[0]?.uid
  }

  it('names the case of each act on a rapid review and on a review', async () => {
    const { review, kase } = await world.review()
    const scope = await scopeOf(kase)
    expect(await lastOf('rapid-review.begun')).toMatchObject({ scope })
    expect(await lastOf('rapid-review-question.answered')).toMatchObject({ scope })
    expect(await lastOf('review-criterion.answered')).toMatchObject({ scope })
    expect(await lastOf('review-decision.recorded')).toMatchObject({ scope })
    expect(await lastOf('rapid-review.sent')).toMatchObject({ scope })
    expect(await lastOf('review.begun')).toMatchObject({ scope })
    await move(review, 'commission')
    expect(await lastOf('review.moved')).toMatchObject({ scope, outcome: 'done' })
  })

  it('is seen from every case of a joint review, by those to whom the review is open', async () => {
    const first = await world.review()
    const other = await world.review()
    const both = await done(manager, `${first.kase}/reviews/new`, {
      kind: 'thematic',
      ...date('decidedOn', '2025-09-22'),
      others: uidOf(other.kase),
    })
    await world.get(second, both)
    await move(both, 'commission')
    const told = (await world.audited()).filter((each) => each.object === uidOf(both))
    const scope = await scopeOf(first.kase)
    expect(told.filter((each) => each.scope !== scope)).toEqual([])
    const looks = async (who: typeof manager, kase: string) =>
      (await world.get(who, `${kase}/readers`)).body.match(/Review (begun|viewed|moved)/g) ?? []
    expect(await looks(manager, other.kase)).toEqual(
      expect.arrayContaining(['Review begun', 'Review viewed', 'Review moved']),
    )
    // Closed in the first case, the review is closed, and so is who looked at it; the other case stays open.
    const cousin = await world.signIn(world.here, { role: 'business-manager' })
    const before = await looks(cousin, other.kase)
    await done(cousin, `${first.kase}/conflict`, { basis: 'A cousin.' })
    expect((await world.get(cousin, `${other.kase}/readers`)).status).toBe(200)
    const after = await looks(cousin, other.kase)
    expect(after).not.toContain('Review moved')
    expect(after.length).toBe(before.length - told.length)
  })
})

describe('the way of a review', () => {
  it('says what an act waits for, and refuses it until then', async () => {
    const { review } = await world.review()
    await move(review, 'commission')
    expect((await world.get(manager, review)).body).toContain(
      'A reviewer who declared conflicts of interest',
    )
    const bare = await world.post(manager, `${review}/move`, { act: 'agree-terms' })
    expect(problemsOn(bare)).toContain('Name the reviewer first')
    const silent = { ...reviewer, conflictDeclaration: '' }
    expect((await world.post(manager, `${review}/reviewer`, silent)).status).toBe(422)
    await done(manager, `${review}/reviewer`, reviewer)
    await done(manager, `${review}/terms`, { method: 'Systems approach', terms: 'Why so late?' })
    await move(review, 'agree-terms')
    const page = await world.get(manager, review)
    expect(page.body).toContain('Rowan Invented')
    expect(page.body).toContain('Why so late?')
  })
  it('refuses an act that is not open from here, a step back without a reason, a day to come', async () => {
    const { review } = await world.review()
    const far = await world.post(manager, `${review}/move`, { act: 'publish' })
    expect(problemsOn(far)).toContain('is not open while it stands at')
    const future = { act: 'commission', ...date('on', '2025-09-23') }
    expect(problemsOn(await world.post(manager, `${review}/move`, future))).toContain('today or')
    const past = { act: 'commission', ...date('on', '2025-09-01') }
    expect(problemsOn(await world.post(manager, `${review}/move`, past))).toContain('decision')
    await toReading(review)
    const back = await world.post(manager, `${review}/move`, { act: 'return-to-draft' })
    expect(problemsOn(back)).toContain('Give the reason')
  })
  it('is opened to the reviewer who signs in, and closed to whoever led it before', async () => {
    const role = { role: 'lead-reviewer', agency: world.council } as const
    const first = await world.signIn(world.here, role)
    const next = await world.signIn(world.here, role)
    const { review } = await world.review()
    for (const nobody of [first, next]) expect((await world.get(nobody, review)).status).toBe(404)
    const name = (who: { uid: string }) => ({ ...reviewer, account: who.uid })
    await done(manager, `${review}/reviewer`, name(first))
    expect((await world.get(first, review)).status).toBe(200)
    expect((await world.get(first, '/reviews')).body).toContain(`href="${review}"`)
    expect((await world.get(manager, `${review}/reviewer`)).body).toContain(
      `value="${first.uid}" selected`,
    )
    world.setClock(asInstant('2025-09-22T11:00:00.000Z'))
    await done(manager, `${review}/reviewer`, name(next))
    world.setClock(asInstant('2025-09-22T11:01:00.000Z'))
    expect((await world.get(first, review)).status).toBe(404)
    expect((await world.get(next, review)).status).toBe(200)
    const wrong = await world.post(manager, `${review}/reviewer`, name(manager))
    expect(problemsOn(wrong)).toContain('Choose somebody who signs in as a lead reviewer')
    world.setClock(asInstant('2025-09-22T10:00:00.000Z'))
  })

  it('needs two readers of this very draft, and stops for what one of them found', async () => {
    const { review } = await world.review()
    await toReading(review)
    const clear = { verdict: 'clear', draft: '1' }
    await done(manager, `${review}/reading`, clear)
    const alone = await world.post(manager, `${review}/move`, { act: 'seek-sign-off' })
    expect(problemsOn(alone)).toContain('second person')
    const silent = await world.post(second, `${review}/reading`, { ...clear, verdict: 'not-clear' })
    expect(problemsOn(silent)).toContain('where it is')
    const found = { verdict: 'not-clear', note: 'Paragraph 3.', draft: '1' }
    await done(second, `${review}/reading`, found)
    const blocked = await world.post(manager, `${review}/move`, { act: 'seek-sign-off' })
    expect(problemsOn(blocked)).toContain('still in the draft')
    await done(second, `${review}/reading`, clear)
    await move(review, 'seek-sign-off')
    await move(review, 'return-to-draft', { reason: 'A partner asks.' })
    const old = await world.post(manager, `${review}/reading`, clear)
    expect(old.status).toBe(422)
  })
  it('shows a stale form again', async () => {
    const { review } = await world.review()
    const form = { act: 'commission', _version: '1' }
    await done(manager, `${review}/move`, form)
    expect((await world.post(manager, `${review}/move`, form)).status).toBe(409)
  })
})

describe('delays', () => {
  it('lie over the review, move no state and say who was told', async () => {
    const { review } = await world.review()
    const delay = {
      because: 'inquest',
      reason: 'The coroner asks to wait.',
      ...date('foreseenOn', '2025-09-20'),
    }
    await done(manager, `${review}/delays/new`, delay)
    const page = await world.get(manager, review)
    expect(page.body).toContain('the Panel has not been told yet')
    expect(page.body).toContain('Decided, not yet commissioned')
    expect(page.body).toContain('due Sunday 22 March 2026')
    const one = /\/delays\/([0-9a-f-]{36})/.exec(page.body)?.[1] ?? ''
    const nothing = await world.post(manager, `${review}/delays/${one}`, {})
    expect(problemsOn(nothing)).toContain('at least one')
    await done(manager, `${review}/delays/${one}`, date('panelToldOn', '2025-09-22'))
    expect((await world.get(manager, review)).body).toContain('Panel told 22 September 2025')
    const before = await world.post(
      manager,
      `${review}/delays/${one}`,
      date('endedOn', '2025-09-01'),
    )
    expect(problemsOn(before)).toContain('before it was foreseen')
    await done(manager, `${review}/delays/${one}`, date('endedOn', '2025-09-22'))
    const again = await world.post(
      manager,
      `${review}/delays/${one}`,
      date('endedOn', '2025-09-22'),
    )
    expect(problemsOn(again)).toContain('ended already')
    const other = await world.review()
    expect((await world.get(manager, `${other.review}/delays/${one}`)).status).toBe(404)
  })
})

describe('publication', () => {
  it('keeps the time that the copy needs, bank holidays counted', async () => {
    const { review } = await world.review()
    const soon = await world.post(
      manager,
      `${review}/publication-day`,
      date('publishOn', '2025-09-30'),
    )
    expect(problemsOn(soon)).toContain('The earliest day is 1 October 2025')
    await done(manager, `${review}/publication-day`, date('publishOn', '2026-01-01'))
    const page = await world.get(manager, review)
    expect(page.body).toContain('Not a working day; the last one before is 31 December 2025')
    expect(page.body).toContain('Friday 19 December 2025')
  })
  it('waits for copy, day, restriction, readers and the three signatures, then closes the case', async () => {
    const { review, kase } = await world.review()
    await toReading(review)
    await done(manager, `${review}/publication-day`, date('publishOn', '2025-10-03'))
    await done(manager, `${review}/restrictions/new`, { words: 'No name of the school.' })
    await toSignOff(review)
    const sign = { view: 'agrees', draft: '1' }
    await done(council, `${review}/signature`, sign)
    const dissent = { view: 'dissents', reasons: 'Finding 2 is too mild.', draft: '1' }
    await done(health, `${review}/signature`, dissent)
    await move(review, 'send-prepublication')
    const early = await world.post(manager, `${review}/move`, { act: 'publish' })
    expect(problemsOn(early)).toContain('published on 3 October 2025')
    world.setClock(asInstant('2025-10-03T10:00:00.000Z'))
    const bound = await world.post(manager, `${review}/move`, { act: 'publish' })
    expect(problemsOn(bound)).toContain('legal restriction')
    const page = await world.get(manager, review)
    const one = /\/restrictions\/([0-9a-f-]{36})/.exec(page.body)?.[1] ?? ''
    const lift = { because: 'Order of 2 October.', ...date('liftedOn', '2025-10-02') }
    await done(manager, `${review}/restrictions/${one}`, lift)
    const unsigned = await world.post(manager, `${review}/move`, { act: 'publish' })
    expect(problemsOn(unsigned)).toContain('police')
    await done(police, `${review}/signature`, sign)
    expect((await world.get(manager, `${kase}/reviews`)).body).not.toContain('Close the case')
    const open = await world.post(manager, `${kase}/reviews/close-case`, {})
    expect(problemsOn(open)).toContain('still open')
    await move(review, 'publish')
    const published = await world.get(manager, review)
    expect(published.body).toContain('Friday 3 October 2025')
    expect(published.body).toContain('Finding 2 is too mild.')
    expect((await world.get(manager, `${kase}/reviews`)).body).toContain('Close the case')
    await done(manager, `${kase}/reviews/close-case`)
    expect((await world.get(manager, kase)).body).toContain('Closed after review')
    const archive = await world.post(manager, `${review}/move`, { act: 'archive' })
    expect(problemsOn(archive)).toContain('3 October 2026')
    world.setClock(asInstant('2025-09-22T10:00:00.000Z'))
  })
  it('can be withheld once the Panel was told why, and be taken up again', async () => {
    const { review } = await world.review()
    await toReading(review)
    await toSignOff(review)
    const silent = { act: 'withhold', reason: 'A surviving child would be known.' }
    expect(problemsOn(await world.post(manager, `${review}/move`, silent))).toContain('Panel')
    await move(review, 'withhold', { ...silent, ...date('panelToldOn', '2025-09-22') })
    const page = await world.get(manager, review)
    expect(page.body).toContain('Withheld from publication')
    expect(page.body).not.toContain('Complete and publish the review')
    expect((await world.post(manager, `${review}/terms`, { method: 'x', terms: 'y' })).status).toBe(
      422,
    )
    await move(review, 'reopen', { reason: 'The child has grown up.' })
    const again = await world.post(manager, `${review}/move`, { ...silent, act: 'withhold' })
    expect(again.status).toBe(422)
  })
})

describe('the history', () => {
  it('rebuilds the state of every review from its events', async () => {
    const stored = await world.sql<{ id: number; status: string; draft: number }>(
      'select id::int, status, draft from app.case_review',
    )
    expect(stored.length).toBeGreaterThan(5)
    for (const { id, status, draft } of stored) {
      const events = await world.sql<CaseReviewEvent & { by_uid: Uid }>(
        `select act, from_status as "from", to_status as "to", draft, happened_on::text as "on", reason, at::text as at, p.uid as by_uid
         from app.case_review_event e join access.principal p on p.id = e.by_principal where review_id = $1 order by e.id`,
        [id],
      )
      const by = (uid: Uid) => ({
        principal: idOf<'principal'>(uid),
        agency: idOf<'agency'>(uid),
        post: null,
      })
      const told = events.map((event) => ({ ...event, by: by(event.by_uid) }))
      expect(replayCaseReview(told)).toEqual({ status, draft })
    }
  })
})

describe('who sees a review', () => {
  let review: string
  let kase: string
  const acts = [
    'terms',
    'reviewer',
    'publication-day',
    'reading',
    'signature',
    'move',
    'delays/new',
    'restrictions/new',
  ]
  beforeAll(async () => {
    const made = await world.review()
    review = made.review
    kase = made.kase
    await done(manager, `${review}/restrictions/new`, { words: 'No name of the school.' })
  })
  it('opens every page of it to the manager, and the signature to the partners', async () => {
    for (const each of acts.filter((name) => name !== 'signature'))
      expect((await world.get(manager, `${review}/${each}`)).status).toBe(200)
    expect((await world.get(police, `${review}/signature`)).status).toBe(200)
    const now = await world.post(police, `${review}/signature`, { view: 'agrees', draft: '1' })
    expect(problemsOn(now)).toContain('nothing to sign now')
  })
  it('refuses what is empty on every form', async () => {
    for (const each of acts.filter((name) => name !== 'signature'))
      expect((await world.post(manager, `${review}/${each}`, {})).status).toBe(422)
  })
  it('is read by the scrutineer, without the words of a legal restriction and without acts', async () => {
    const page = await world.get(world.scrutineer, review)
    expect(page.status).toBe(200)
    expect(page.body).not.toContain('No name of the school')
    expect(page.body).not.toContain('Record what happens next')
    for (const each of acts)
      expect((await world.post(world.scrutineer, `${review}/${each}`, {})).status).toBe(404)
  })
  it('does not exist for others', async () => {
    for (const who of [world.owner, world.administrator, world.stranger, world.member]) {
      expect((await world.get(who, review)).status).toBe(404)
      expect((await world.post(who, `${kase}/reviews/new`, {})).status).toBe(404)
      expect((await world.post(who, `${kase}/reviews/close-case`, {})).status).toBe(404)
      for (const each of acts)
        expect((await world.post(who, `${review}/${each}`, {})).status).toBe(404)
    }
  })
  it('leaves a row in the audit for each act, with its own name', async () => {
    for (const event of ['review.begun', 'review.moved', 'reviewer.named', 'review.signed'])
      expect((await world.audited(event)).length).toBeGreaterThan(0)
  })
})

it('told the audit of each act in which scope it was done', async () => {
  expect(await eventsWithoutScope(world, ['rapid-review', 'review', 'case'])).toEqual([])
})
