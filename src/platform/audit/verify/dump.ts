import { writeFileSync, closeSync, fsyncSync, openSync } from 'node:fs'
import type { ClientConfig } from 'pg'
import { openDatabase, type Source } from './source.ts'

/** Writes the audit as JSON lines that `verify` and `prove` read without a database; answers the number of entries. */
export async function dumpAudit(options: {
  readonly connect: ClientConfig
  readonly file: string
}): Promise<number> {
  const source = await openDatabase(options.connect)
  try {
    return await writeAll(source, options.file)
  } finally {
    await source.close()
  }
}

async function writeAll(source: Source, file: string): Promise<number> {
  // An existing file is not written over: it may be the evidence of another day.
  const handle = openSync(file, 'wx', 0o600)
  try {
    const heads = source.heads.map(({ seq, ...head }) => line({ ...head, head: seq }))
    writeFileSync(handle, heads.join(''))
    let entries = 0
    for (const chain of source.chains) entries += await dumpChain(source, chain, handle)
    fsyncSync(handle)
    return entries
  } finally {
    closeSync(handle)
  }
}

async function dumpChain(source: Source, chain: number, handle: number): Promise<number> {
  let entries = 0
  for await (const page of source.pages(chain, 0)) {
    const lines = page.map(({ seq, hash, payload }) => line({ chain, seq, hash, payload }))
    writeFileSync(handle, lines.join(''))
    entries += page.length
  }
  return entries
}

function line(value: Record<string, string | number>): string {
  return `${JSON.stringify(value)}\n`
}
