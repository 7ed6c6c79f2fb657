import pg from 'pg'
import type { Client, ClientConfig } from 'pg'

/** Runs work on a connection of its own that is closed afterwards, whatever happens. */
export async function withClient<T>(
  connect: ClientConfig,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connect, options: '-c TimeZone=UTC' })
  // A connection that breaks is told by the statement that needed it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
