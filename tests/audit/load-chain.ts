import type { Client } from 'pg'
import type { ChainRow } from '#platform/audit/bulk-chain.ts'

/** Loads rows that follow each other into a chain as heed_migrate, and sets its head to the last of them. */
export async function loadChain(
  migrate: Client,
  chain: number,
  rows: readonly ChainRow[],
): Promise<void> {
  await migrate.query('begin')
  for (let n = 0; n < rows.length; n += 5000) {
    const page = rows.slice(n, n + 5000)
    await migrate.query(
      `insert into audit.entry (chain, seq, hash, payload)
       select $1, r.seq, decode(r.hash, 'hex'), r.payload
         from unnest($2::bigint[], $3::text[], $4::text[]) as r (seq, hash, payload)`,
      [
        chain,
        page.map(({ seq }) => seq),
        page.map(({ hash }) => hash.toString('hex')),
        page.map(({ payload }) => payload),
      ],
    )
  }
  const last = rows.at(-1)
  if (last) {
    await migrate.query('set local role heed_audit')
    await migrate.query(
      `insert into audit.head values ($1, $2, $3, clock_timestamp())
       on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash`,
      [chain, last.seq, last.hash],
    )
  }
  await migrate.query('commit')
}
