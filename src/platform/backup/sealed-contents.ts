import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Writable } from 'node:stream'
import type { ClientBase } from 'pg'
import { openDraft } from '#platform/drafts/seal-draft.ts'
import { fileStore } from '#platform/files/file-store.ts'
import { isUid } from '#shared/ids.ts'
import { listFiles } from './backup.ts'

/** How much there is of one kind of encrypted content, and whether the key opens the first; undefined without a key. */
export type Tried = { readonly count: number; readonly opens: boolean | undefined }

/** Whether the key opens the files that were handed in. */
export async function tryFiles(folder: string, key: Buffer | undefined): Promise<Tried> {
  const kept = (await listFiles(folder))
    .filter((name) => !name.startsWith('waiting/'))
    .map((name) => path.posix.basename(name))
    .filter(isUid)
  const [first] = kept
  if (first === undefined || key === undefined) return { count: kept.length, opens: undefined }
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() })
  try {
    await pipeline(fileStore({ folder, key }).openFile(first), nowhere)
    return { count: kept.length, opens: true }
  } catch {
    // Whatever the reason, this key does not open this file; the caller says so.
    return { count: kept.length, opens: false }
  }
}

/** Whether the key opens the drafts that people left unsent. */
export async function tryDrafts(client: ClientBase, key: Buffer | undefined): Promise<Tried> {
  const { rows } = await client.query<{
    uid: string
    form: string
    sealed: Buffer
    count: number
  }>(
    `select p.uid, d.form, d.sealed, (count(*) over ())::integer as count
      from app.draft d
      join access.principal p on p.partnership_id = d.partnership_id and p.id = d.principal_id
      order by d.at limit 1`,
  )
  const [row] = rows
  if (row === undefined) return { count: 0, opens: undefined }
  const opens =
    key && openDraft(key, { principalUid: row.uid, form: row.form }, row.sealed) !== undefined
  return { count: row.count, opens }
}
