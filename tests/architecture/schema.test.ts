import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { projectFolder } from '#platform/db/data-folder.ts'
import { testDatabase } from '#tests/support/database.ts'
import { schemaSource } from '../../tools/db-types.ts'

const database = await testDatabase()
const client = new Client(database.connect.superuser)
await client.connect()
afterAll(() => client.end())

async function names(text: string): Promise<string[]> {
  return (await client.query<{ name: string }>(text)).rows.map((row) => row.name)
}

describe('the database', () => {
  it('has the types that the code was compiled with', async () => {
    const file = path.join(projectFolder(), 'src/platform/db/schema.generated.ts')
    expect(await schemaSource(database.connect.migrate)).toBe(readFileSync(file, 'utf8'))
  })

  it('explains every table and column of content', async () => {
    const silent = await names(`
      select n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname in ('app', 'pub', 'access', 'audit') and c.relkind = 'r'
        and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)`)
    expect(silent).toEqual([])
  })

  it('keeps the history of each table of content that can change', async () => {
    const own = [
      'command_key',
      'draft',
      'last_visit',
      'case_reference',
      'recommendation_reference',
      'review_reference',
      'mail',
      'mail_address',
    ]
    const changing = await names(`
      select distinct c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'app' and c.relkind = 'r' and has_any_column_privilege('heed_app', c.oid, 'update')
        and not exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
          where t.tgrelid = c.oid and p.proname like 'keep%')`)
    expect(changing.filter((name) => !own.includes(name))).toEqual([])
  })
})
