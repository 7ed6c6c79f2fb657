import { describe, expect, it } from 'vitest'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { anonymisationOf, checkReading } from './anonymisation.ts'
import { isWritable, isSignable } from './rapid-review-work.ts'
import { isReadable, isSignedNow } from './review-work.ts'

const reader = (name: string) => idOf<'principal'>(name as Uid)
const said = (name: string, verdict: 'clear' | 'not-clear', draft = 1) => ({
  by: reader(name),
  verdict,
  draft,
})

describe('where the check for identifiers stands', () => {
  it('has not begun while nobody read this draft', () => {
    expect(anonymisationOf([said('a', 'clear')], 2)).toBeNull()
  })
  it('counts each reader once, however often they read', () => {
    const state = anonymisationOf([said('a', 'clear'), said('a', 'clear')], 1)
    expect(state?.clearedBy).toEqual([reader('a')])
  })
  it('takes a reader’s last word', () => {
    const late = anonymisationOf([said('a', 'clear'), said('a', 'not-clear')], 1)
    expect(late).toEqual({ draft: 1, openBlockers: 1, clearedBy: [] })
    const mended = anonymisationOf([said('a', 'not-clear'), said('a', 'clear')], 1)
    expect(mended?.openBlockers).toBe(0)
  })
})

describe('a reading', () => {
  it('says where an identifier stands', () => {
    expect(checkReading(said('a', 'not-clear'), ' ', 1)).toEqual({
      ok: false,
      refusal: { code: 'note-required' },
    })
    expect(checkReading(said('a', 'not-clear'), 'Page 2', 1).ok).toBe(true)
  })
  it('is of the draft that counts now', () => {
    expect(checkReading(said('a', 'clear', 1), '', 2)).toEqual({
      ok: false,
      refusal: { code: 'other-draft', current: 2 },
    })
  })
})

describe('when partners sign', () => {
  it('nothing is written into a rapid review while they can sign it', () => {
    const both = (
      [
        'requested',
        'gathering',
        'drafting',
        'partners-review',
        'signed',
        'sent',
        'replied',
      ] as const
    ).filter((status) => isWritable(status) && isSignable(status))
    expect(both).toEqual([])
  })
  it('a missing signature can still be given after the sending', () => {
    expect(isSignable('sent')).toBe(true)
  })
  it('a review is read and signed until it is published', () => {
    expect(isSignedNow('prepublication-sent')).toBe(true)
    expect(isReadable('prepublication-sent')).toBe(true)
    expect(isSignedNow('published')).toBe(false)
  })
})
