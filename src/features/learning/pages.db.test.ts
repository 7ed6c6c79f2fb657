import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  asked,
  dateFields,
  draft,
  goodDraft,
  inDelivery,
  learningWorld,
  pathOf,
  step,
} from './test-house.ts'
import type { LearningWorld } from './test-house.ts'

const world: LearningWorld = await learningWorld()
const { house, manager, partner, lead, outsider, scrutineer, administrator, stranger } = world

describe('a draft', () => {
  it('is kept with advice that blocks nothing', async () => {
    const path = await draft(world, {
      text: 'The trust should ensure that staff know',
      measure: '',
    })
    const page = await house.get(manager, path)
    expect(page.status).toBe(200)
    expect(page.body).toContain('“ensure” asks for nothing that could be seen to be done')
    expect(page.body).toContain('It stops nothing')
    await step(world, { path, to: 'check' }, { strength: 'weak' })
    expect((await house.get(manager, path)).body).toContain(
      'pieces of advice were left as they were',
    )
  })
})
