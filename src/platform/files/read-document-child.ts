import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'
import process from 'node:process'
import type { FileKind } from './file-kind.ts'
import { kindOfName } from './file-kind.ts'

/*
 * The process in which a file is read: bytes come in by standard input, one JSON answer leaves by
 * standard output. It is started without environment, without rights to write, to start anything or
 * to read more than its own code, and it gives up the network before it loads the first library.
 */

giveUpNetwork()
const answer = await answerTo(process.argv[3])
// Libraries may leave timers behind: the process ends as soon as the answer is out.
process.stdout.write(JSON.stringify(answer), () => process.exit(0))

/** What is asked: the rows of a table, or else the words of a document. */
async function answerTo(asked: string | undefined): Promise<unknown> {
  if (asked !== 'rows') {
    const { examine } = await import('./examine.ts')
    return examine(await readInput(), kindFromArguments())
  }
  const { readTableRows } = await import('./table-rows.ts')
  return readTableRows(await readInput(), process.argv[2] === 'xlsx' ? 'xlsx' : 'csv')
}

function giveUpNetwork(): void {
  function refuse(): never {
    throw new Error('the reading process has no network')
  }
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  dgram.Socket.prototype.send = refuse
  dgram.Socket.prototype.bind = refuse
  Object.assign(dns, { lookup: refuse, resolve: refuse })
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) {
    Reflect.deleteProperty(globalThis, name)
  }
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

function kindFromArguments(): FileKind {
  const kind = kindOfName(`file.${process.argv[2] ?? ''}`)
  if (!kind) throw new Error('no kind of file was named')
  return kind
}
