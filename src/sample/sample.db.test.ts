import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import { loadSample } from './index.ts'

const house = await testHouse()
const client = new Client(house.database.connect.superuser)
await client.connect()
await loadSample(house.house, client)
afterAll(() => client.end())

describe('the sample partnership', () => {
  it('has cases in each stage, kept and late deadlines, and a conflict of interest', async () => {
    const cases = await house.sql<{ status: string }>('select status from app.serious_case')
    expect(new Set(cases.map((row) => row.status)).size).toBeGreaterThanOrEqual(3)
    const conflicts = await house.sql('select 1 from access.conflict')
    expect(conflicts.length).toBeGreaterThan(0)
  })

  it('was told through audited acts at their own time', async () => {
    const recorded = await house.audited('case.recorded')
    expect(recorded.length).toBeGreaterThanOrEqual(6)
    const [row] = await house.sql<{ first: Date; last: Date }>(
      `select min(recorded_at) as first, max(recorded_at) as last from app.serious_case`,
    )
    expect(row && row.last.getTime() - row.first.getTime()).toBeGreaterThan(300 * 86_400_000)
  })

  it('leaves no session open', async () => {
    expect(await house.sql('select 1 from access.session where revoked_at is null')).toHaveLength(0)
  })
})
