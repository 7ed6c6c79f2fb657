import { beforeAll, describe, expect, it } from 'vitest'
import { shippedWords } from '#platform/words/words.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { pages } from './pages.tsx'
import { pages as organisationPages } from '#features/organisations/pages.tsx'
import { pages as casePages } from '#features/cases/pages.tsx'
import { wordPlaces } from './word-places.ts'

const house = await testHouse({ routes: [...pages, ...organisationPages, ...casePages] })
let here: TestPartnership
let administrator: Somebody
let manager: Somebody
let owner: Somebody
let elsewhere: Somebody

beforeAll(async () => {
  here = await house.addPartnership()
  administrator = await house.signIn(here, { role: 'administrator' })
  manager = await house.signIn(here, { role: 'business-manager' })
  owner = await house.signIn(here, { role: 'action-owner' })
  elsewhere = await house.signIn(await house.addPartnership(), { role: 'administrator' })
})

const word = '/settings/words/group.case-review'

describe('the settings', () => {
  it('lead everybody to their own address, and those who keep them to words and modules', async () => {
    const own = await house.get(owner, '/settings')
    expect(own.body).toContain('Messages to you')
    expect(own.body).not.toContain('/settings/words')
    expect((await house.get(administrator, '/settings')).body).toContain('/settings/words')
  })

  it('ask a visitor to sign in', async () => {
    expect((await house.get(undefined, '/settings')).status).toBe(303)
  })
})

describe('the words of the partnership', () => {
  it('have a place for each word that ships', () => {
    expect(Object.keys(wordPlaces)).toEqual(Object.keys(shippedWords))
  })

  it('are changed for this partnership alone, and audited', async () => {
    const answer = await house.post(administrator, word, { own: 'Practice review panel' })
    expect(answer.status).toBe(303)
    const list = await house.get(administrator, answer.location ?? '')
    expect(list.body).toContain('Practice review panel')
    expect(list.body).toContain('Your word is used from now on.')
    expect((await house.get(elsewhere, '/settings/words')).body).not.toContain(
      'Practice review panel',
    )
    expect((await house.audited('word.changed')).at(-1)).toMatchObject({
      outcome: 'done',
      actor: administrator.uid,
      fields: ['group.case-review'],
    })
  })

  it('go back to those that ship', async () => {
    await house.post(administrator, word, { own: 'Practice review panel' })
    expect((await house.post(administrator, `${word}/reset`, {})).status).toBe(303)
    const list = await house.get(administrator, '/settings/words')
    expect(list.body).toContain(shippedWords['group.case-review'])
    expect(list.body).not.toContain('Practice review panel')
  })

  it('are not taken when empty or as long as a sentence', async () => {
    expect((await house.post(administrator, word, { own: '' })).status).toBe(422)
    expect((await house.post(administrator, word, { own: 'x'.repeat(81) })).status).toBe(422)
  })

  it('do not exist for those who may not change them, nor under another name', async () => {
    expect((await house.get(owner, word)).status).toBe(404)
    expect((await house.post(owner, word, { own: 'Panel' })).status).toBe(404)
    expect((await house.get(administrator, '/settings/words/no.such-word')).status).toBe(404)
  })
})

describe('the modules', () => {
  it('take a whole part of Heed away when switched off, and give it back', async () => {
    expect((await house.get(manager, '/cases')).status).toBe(200)
    expect((await house.post(administrator, '/settings/modules/cases/off', {})).status).toBe(303)
    expect((await house.get(manager, '/cases')).status).toBe(404)
    expect((await house.get(manager, '/organisations')).body).not.toContain('href="/cases"')
    expect((await house.post(administrator, '/settings/modules/cases/on', {})).status).toBe(303)
    expect((await house.get(manager, '/cases')).status).toBe(200)
    expect((await house.audited('module.switched-off')).at(-1)).toMatchObject({ fields: ['cases'] })
  })

  it('are not for everybody to switch', async () => {
    expect((await house.post(manager, '/settings/modules/cases/off', {})).status).toBe(403)
    expect((await house.post(owner, '/settings/modules/cases/off', {})).status).toBe(404)
    expect((await house.get(owner, '/settings/modules')).status).toBe(404)
    expect((await house.post(administrator, '/settings/modules/none/off', {})).status).toBe(404)
  })
})

describe('where Heed writes to somebody', () => {
  it('is set and taken away by themselves', async () => {
    const set = await house.post(manager, '/settings/mail-address', {
      address: 'm@aldermere.example',
    })
    expect(set.status).toBe(303)
    expect((await house.get(manager, '/settings/mail-address')).body).toContain(
      'm@aldermere.example',
    )
    await house.post(manager, '/settings/mail-address', { address: '' })
    expect((await house.get(manager, '/settings/mail-address')).body).not.toContain('m@aldermere')
  })

  it('is an address and nothing else', async () => {
    const answer = await house.post(manager, '/settings/mail-address', { address: 'a@b, c@d' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Enter a mail address like')
  })
})
