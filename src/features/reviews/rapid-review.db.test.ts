import { beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { replayRapidReview } from './rapid-review.ts'
import type { RapidReviewEvent } from './rapid-review.ts'
import { date, problemsOn, reviewWorld } from './test-world.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await reviewWorld()
const { manager, partners, done } = world
const [council, health, police] = partners
const uidOf = (path: string) => path.split('/').at(-1) ?? ''

describe('beginning a rapid review', () => {
  it('is open on the case once the Panel was notified, and moves the case on', async () => {
    const kase = await world.notifiedCase()
    const page = await world.get(manager, `${kase}/reviews`)
    expect(page.body).toContain('Begin the rapid review')
    const rapid = await done(manager, `${kase}/reviews/rapid`)
    expect((await world.get(manager, kase)).body).toContain('Rapid review under way')
    expect((await world.get(manager, `${kase}/reviews`)).body).toContain(rapid)
    expect(await world.audited('rapid-review.begun')).not.toHaveLength(0)
  })
  it('is refused before the notification, and a second time', async () => {
    const fresh = await done(manager, '/cases/new', {
      nature: 'death',
      abuseSuspected: 'yes',
      areaCouncil: world.council.uid,
    })
    expect((await world.get(manager, `${fresh}/reviews`)).body).not.toContain('Begin the rapid')
    expect((await world.post(manager, `${fresh}/reviews/rapid`, {})).status).toBe(422)
    const kase = await world.notifiedCase()
    await done(manager, `${kase}/reviews/rapid`)
    expect((await world.post(manager, `${kase}/reviews/rapid`, {})).status).toBe(422)
  })
  it('cannot be done from the page of the case itself', async () => {
    const kase = await world.notifiedCase()
    expect((await world.get(manager, `${kase}/move`)).body).not.toContain('begin-rapid-review')
    const tried = await world.post(manager, `${kase}/move`, { act: 'begin-rapid-review' })
    expect(tried.status).toBe(422)
    expect(problemsOn(tried)).toContain('page of its own')
  })
})

describe('what it has to say', () => {
  it('takes a no with its reason, and refuses silence', async () => {
    const rapid = await world.rapidReview()
    const silent = await world.post(manager, `${rapid}/questions/equality`, {
      answer: 'no',
      text: '',
    })
    expect(silent.status).toBe(422)
    await done(manager, `${rapid}/questions/equality`, { answer: 'no', text: 'Not explored yet.' })
    expect((await world.get(manager, rapid)).body).toContain('Not explored yet.')
  })
  it('keeps the answer before when another is given', async () => {
    const rapid = await world.rapidReview()
    for (const text of ['First.', 'Second.'])
      await done(manager, `${rapid}/questions/immediate-safety`, { answer: 'yes', text })
    const rows = await world.sql(
      `select words from app.rapid_review_answer a join app.rapid_review r on r.id = a.rapid_review_id where r.uid = $1 order by a.id`,
      [uidOf(rapid)],
    )
    expect(rows).toEqual([{ words: 'First.' }, { words: 'Second.' }])
    expect((await world.get(manager, rapid)).body).toContain('Second.')
  })
  it('leads from one criterion to the next and at last to the decision', async () => {
    const rapid = await world.rapidReview()
    const form = { answer: 'yes', reasons: 'Seen in the notes.' }
    const next = await done(manager, `${rapid}/criteria/improvements-needed`, form)
    expect(next).toBe(`${rapid}/criteria/recurring-themes`)
    const last = await done(manager, `${rapid}/criteria/institutional-setting`, form)
    expect(last).toBe(`${rapid}/decision`)
    const bare = { outcome: 'review', reasons: 'Because.', ...date('decidedOn', '2025-09-19') }
    const early = await world.post(manager, `${rapid}/decision`, bare)
    expect(problemsOn(early)).toContain('Answer every criterion first')
  })
  it('refuses a decision of tomorrow', async () => {
    const rapid = await world.answered()
    const form = { outcome: 'review', reasons: 'Because.', ...date('decidedOn', '2025-09-23') }
    const tried = await world.post(manager, `${rapid}/decision`, form)
    expect(problemsOn(tried)).toContain('today or earlier')
  })
  it('refuses a question that nobody asks', async () => {
    const rapid = await world.rapidReview()
    expect((await world.get(manager, `${rapid}/questions/blame`)).status).toBe(404)
  })
  it('is fixed once the partners have it before them', async () => {
    const rapid = await world.answered()
    for (const act of ['gather', 'draft', 'seek-signatures'])
      await done(manager, `${rapid}/move`, { act })
    const late = await world.post(manager, `${rapid}/questions/equality`, {
      answer: 'yes',
      text: 'Changed under their pens.',
    })
    expect(problemsOn(late)).toContain('Take it back to draft')
  })
  it('shows a stale form again instead of overwriting what a colleague wrote', async () => {
    const rapid = await world.rapidReview()
    const form = { answer: 'yes', text: 'Mine.', _version: '1' }
    await done(manager, `${rapid}/questions/equality`, form)
    const stale = await world.post(manager, `${rapid}/questions/equality`, form)
    expect(stale.status).toBe(409)
  })
})

describe('signing', () => {
  async function withPartners(): Promise<string> {
    const rapid = await world.answered()
    for (const act of ['gather', 'draft', 'seek-signatures'])
      await done(manager, `${rapid}/move`, { act })
    return rapid
  }
  const agrees = { view: 'agrees', draft: '1' }

  it('takes dissent with its reasons as a signature, and is signed with the third', async () => {
    const rapid = await withPartners()
    const bare = await world.post(council, `${rapid}/signature`, { view: 'dissents', draft: '1' })
    expect(problemsOn(bare)).toContain('reasons for the dissent')
    await done(council, `${rapid}/signature`, {
      view: 'dissents',
      reasons: 'A review of all agencies is needed.',
      draft: '1',
    })
    await done(health, `${rapid}/signature`, agrees)
    const before = await world.get(manager, rapid)
    expect(before.body).toContain('With the partners to sign')
    expect(before.body).toContain('A review of all agencies is needed.')
    await done(police, `${rapid}/signature`, agrees)
    expect((await world.get(manager, rapid)).body).toContain('Signed by all three partners')
  })
  it('lets two partners sign at the same moment, and one partner only once', async () => {
    const rapid = await withPartners()
    const answers = await Promise.all([
      world.post(council, `${rapid}/signature`, agrees),
      world.post(health, `${rapid}/signature`, agrees),
      world.post(police, `${rapid}/signature`, agrees),
      world.post(police, `${rapid}/signature`, agrees),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      303, 303, 303, 422,
    ])
    const rows = await world.sql(
      `select count(*)::int from app.rapid_review_signature s join app.rapid_review r on r.id = s.rapid_review_id where r.uid = $1`,
      [uidOf(rapid)],
    )
    expect(rows).toEqual([{ count: 3 }])
    expect((await world.get(manager, rapid)).body).toContain('Signed by all three partners')
  })
  it('asks for new signatures under a new draft and keeps the old ones', async () => {
    const rapid = await withPartners()
    await done(council, `${rapid}/signature`, agrees)
    await done(manager, `${rapid}/move`, { act: 'return-to-draft', reason: 'A fact was wrong.' })
    await done(manager, `${rapid}/move`, { act: 'seek-signatures' })
    const old = await world.post(council, `${rapid}/signature`, agrees)
    expect(problemsOn(old)).toContain('Draft 2 is the one that counts now')
    const page = await world.get(manager, rapid)
    expect(page.body).toContain('Signatures under draft 2')
    expect(page.body).toContain('1 signature under earlier drafts')
  })
  it('is refused to whoever is no partner, and to a sign-in that is too old', async () => {
    const rapid = await withPartners()
    expect((await world.post(manager, `${rapid}/signature`, agrees)).status).toBe(404)
    await world.sql('update access.session set stepped_up_at = $1 where principal_id = $2', [
      '2025-09-22T09:00:00Z',
      police.id,
    ])
    expect((await world.post(police, `${rapid}/signature`, agrees)).status).toBe(401)
    await world.sql('update access.session set stepped_up_at = $1 where principal_id = $2', [
      '2100-01-01',
      police.id,
    ])
    await done(police, `${rapid}/signature`, agrees)
  })
  it('is not asked for while it is being drafted', async () => {
    const rapid = await world.answered()
    const early = await world.post(council, `${rapid}/signature`, agrees)
    expect(problemsOn(early)).toContain('nothing to sign now')
  })
})

describe('sending it to the Panel', () => {
  it('does not wait for a signature: what is missing goes on record and is given later', async () => {
    const rapid = await world.answered()
    await done(manager, `${rapid}/move`, { act: 'gather' })
    const page = await world.get(manager, `${rapid}/sending`)
    expect(page.body).toContain('does not hold it')
    await done(manager, `${rapid}/sending`, date('sentOn', '2025-09-22'))
    const sent = await world.get(manager, rapid)
    expect(sent.body).toContain(
      'Sent without the signature of: council, integrated care board, police',
    )
    await done(council, `${rapid}/signature`, { view: 'agrees', draft: '1' })
  })
  it('asks first for what the sender can answer in a sentence', async () => {
    const rapid = await world.rapidReview()
    await done(manager, `${rapid}/move`, { act: 'gather' })
    const tried = await world.post(manager, `${rapid}/sending`, date('sentOn', '2025-09-22'))
    expect(tried.status).toBe(422)
    expect(problemsOn(tried)).toContain('earlier learning')
  })
  it('stops the clock of the case once, and starts that of the reply', async () => {
    const kase = await world.notifiedCase()
    const rapid = await done(manager, `${kase}/reviews/rapid`)
    const before = await world.get(manager, rapid)
    expect(before.body).toContain('due Monday 6 October 2025: in 10 working days')
    await world.answerAll(rapid)
    await done(manager, `${rapid}/move`, { act: 'gather' })
    await done(manager, `${rapid}/sending`, date('sentOn', '2025-09-22'))
    const page = await world.get(manager, kase)
    expect(page.body).toContain('Rapid review sent, waiting for the Panel')
    expect(page.body).toContain('Kept, 22 September 2025')
    expect(page.body).toContain('Thursday 2 October 2025')
    await done(manager, `${rapid}/reply`, {
      outcome: 'queries-decision',
      text: 'Think again.',
      ...date('receivedOn', '2025-09-22'),
    })
    await done(manager, `${rapid}/move`, { act: 'reopen', reason: 'The Panel asks.' })
    await done(manager, `${rapid}/sending`, date('sentOn', '2025-09-22'))
    const duties = await world.sql(
      `select count(*)::int from app.duty_done d join app.rapid_review r on r.case_id = d.case_id where r.uid = $1 and d.clock = 'rapid-review'`,
      [uidOf(rapid)],
    )
    expect(duties).toEqual([{ count: 1 }])
  })
  it('refuses a day that has not come', async () => {
    const rapid = await world.answered()
    await done(manager, `${rapid}/move`, { act: 'gather' })
    const tried = await world.post(manager, `${rapid}/sending`, date('sentOn', '2025-09-23'))
    expect(problemsOn(tried)).toContain('today or earlier')
  })
})

describe('the history', () => {
  it('rebuilds the state of every rapid review from its events', async () => {
    const stored = await world.sql<{ id: number; status: string; draft: number }>(
      'select id::int, status, draft from app.rapid_review',
    )
    expect(stored.length).toBeGreaterThan(5)
    for (const { id, status, draft } of stored) {
      const events = await world.sql<RapidReviewEvent & { by_uid: Uid }>(
        `select act, from_status as "from", to_status as "to", draft, unsigned, reason, at::text as at, p.uid as by_uid
         from app.rapid_review_event e join access.principal p on p.id = e.by_principal where rapid_review_id = $1 order by e.id`,
        [id],
      )
      const by = (uid: Uid) => ({
        principal: idOf<'principal'>(uid),
        agency: idOf<'agency'>(uid),
        post: null,
      })
      const told = events.map((event) => ({ ...event, by: by(event.by_uid) }))
      expect(replayRapidReview(told)).toEqual({ status, draft })
    }
  })
})

describe('who sees a rapid review', () => {
  let rapid: string
  let kase: string
  const acts = [
    'questions/equality',
    'criteria/several-areas',
    'decision',
    'sending',
    'reply',
    'move',
  ]
  beforeAll(async () => {
    kase = await world.notifiedCase()
    rapid = await done(manager, `${kase}/reviews/rapid`)
  })
  it('is read by the scrutineer, who changes nothing', async () => {
    const page = await world.get(world.scrutineer, rapid)
    expect(page.status).toBe(200)
    expect(page.body).not.toContain('Record what happens next')
    expect((await world.get(world.scrutineer, '/rapid-reviews')).body).toContain(rapid)
    for (const each of acts) {
      expect((await world.get(world.scrutineer, `${rapid}/${each}`)).status).toBe(404)
      expect((await world.post(world.scrutineer, `${rapid}/${each}`, {})).status).toBeOneOf([
        403, 404,
      ])
    }
  })
  it('does not exist for others', async () => {
    for (const who of [world.owner, world.administrator, world.stranger, world.member]) {
      expect((await world.get(who, rapid)).status).toBe(404)
      expect((await world.get(who, `${kase}/reviews`)).status).toBe(404)
      for (const each of [...acts, 'signature'])
        expect((await world.post(who, `${rapid}/${each}`, {})).status).toBe(404)
    }
    expect((await world.get(world.member, '/rapid-reviews')).body).not.toContain(rapid)
    expect((await world.get(undefined, rapid)).status).not.toBe(200)
  })
  it('closes to whoever declares a conflict of interest, at once', async () => {
    const inspector = await world.signIn(world.here, { role: 'business-manager' })
    expect((await world.get(inspector, rapid)).status).toBe(200)
    await done(inspector, `${kase}/conflict`, { basis: 'A cousin.' })
    expect((await world.get(inspector, rapid)).status).toBe(404)
    expect((await world.get(inspector, '/rapid-reviews')).body).not.toContain(rapid)
  })
  it('opens to a member of the case group by name, to work on but not to sign', async () => {
    await world.sql(
      `insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, reason)
       select r.partnership_id, r.scope_id, $2, 2, true, tstzrange('2010-01-01', null), 'Member of the case group'
       from app.rapid_review r where r.uid = $1`,
      [uidOf(rapid), world.member.id],
    )
    expect((await world.get(world.member, rapid)).status).toBe(200)
    const form = { answer: 'yes', text: 'Looked at by the group.' }
    await done(world.member, `${rapid}/questions/earlier-learning`, form)
    expect((await world.get(world.member, `${rapid}/signature`)).status).toBe(404)
  })
  it('is not there where the partnership does not use reviews; the case then keeps its own steps', async () => {
    const elsewhere = await world.addPartnership()
    const council = await world.addAgency(elsewhere, 'Other Council', {
      partner: 'local-authority',
    })
    const other = await world.signIn(elsewhere, { role: 'business-manager', agency: council })
    await world.sql(
      `insert into access.module_off (partnership_id, module) values ($1, 'reviews')`,
      [elsewhere.id],
    )
    const made = await done(other, '/cases/new', {
      nature: 'death',
      abuseSuspected: 'yes',
      areaCouncil: council.uid,
    })
    expect((await world.get(other, '/reviews')).status).toBe(404)
    expect((await world.get(other, `${made}/reviews`)).status).toBe(404)
    expect((await world.get(other, `${made}/reviews/close-case`)).status).toBe(404)
    expect((await world.get(other, made)).body).not.toContain('Rapid review and reviews')
    await world.sql(`update app.serious_case set status = 'notified' where uid = $1`, [uidOf(made)])
    await done(other, `${made}/move`, { act: 'begin-rapid-review' })
  })
  it('lists what is open, all, or one state', async () => {
    expect((await world.get(manager, '/rapid-reviews')).body).toContain(rapid)
    expect((await world.get(manager, '/rapid-reviews?status=sent')).body).not.toContain(rapid)
    expect((await world.get(manager, '/rapid-reviews?status=nonsense')).status).toBe(200)
  })
})

it('told the audit of each act in which scope it was done', async () => {
  expect(await eventsWithoutScope(world, ['rapid-review', 'review', 'case'])).toEqual([])
})
