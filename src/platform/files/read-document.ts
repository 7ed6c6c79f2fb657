import { once } from 'node:events'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { ReadDocument, property } from './document.ts'
import { DocumentRefusal } from './document-refusals.ts'
import { kindOfName } from './file-kind.ts'
import type { FileKind, TextKind } from './file-kind.ts'
import { answerBytes, fileLimits } from './limits.ts'
import { startReadingProcess } from './reading-process.ts'
import type { ReadingProcess } from './reading-process.ts'

/** A file as somebody gives it: the name they gave it and its bytes, whole or arriving. */
export type GivenFile = { readonly name: string; readonly content: Readable | Uint8Array }

/** What Heed made of a file, or why it does not take it. */
export type Reading<T> = Promise<Result<T, DocumentRefusal>>

/** A file that passed every check, with what it says outside its text. */
export type CheckedFile = ReadDocument & { readonly kind: FileKind }

const textKinds: readonly FileKind[] = ['txt', 'docx', 'pdf'] satisfies TextKind[]

/**
 * Reads the words of a document in a process of its own, which has no network, half a minute and
 * half a gigabyte: a hostile file can harm that process and nothing else.
 */
export async function readDocument(
  file: GivenFile,
  options: { readonly kind?: TextKind } = {},
): Reading<CheckedFile> {
  const named = kindOfName(file.name)
  const kind = options.kind ?? named
  if (!kind || !textKinds.includes(kind)) return no({ code: 'unsupported' })
  // The name is a claim as well: a PDF that is called .docx is not what it says it is.
  if (named !== undefined && named !== kind) return no({ code: 'not-what-it-says', says: named })
  const checked = await checkFile({ ...file, name: named ? file.name : `${file.name}.${kind}` })
  if (!checked.ok) return checked
  return checked.value.paragraphs.length === 0 ? no({ code: 'no-text' }) : checked
}

/** Holds any file against the checks of an upload (`security.md` 7.3); the kind comes from the name and must be true. */
export async function checkFile(
  file: GivenFile,
  milliseconds: number = fileLimits.readMilliseconds,
): Reading<CheckedFile> {
  const kind = kindOfName(file.name)
  if (!kind) return no({ code: 'unsupported' })
  const release = await turn()
  try {
    const read = await readInProcess(kind, file.content, milliseconds)
    if (!read.ok) return read
    // A name given on the command line may come with its folders, which are nobody's business.
    const name = file.name.split(/[\\/]/).at(-1)
    const properties = [...property('file-name', name), ...read.value.properties]
    return ok({ ...read.value, properties, kind })
  } finally {
    release()
  }
}

const Answer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: ReadDocument }),
  z.strictObject({ ok: z.literal(false), refusal: DocumentRefusal }),
])

async function readInProcess(
  kind: FileKind,
  content: GivenFile['content'],
  milliseconds: number,
): Reading<ReadDocument> {
  const said = await converse([kind], content, milliseconds)
  return said.ok ? parseAnswer(said.value) : said
}

/** Hands a file to a process of its own and gives back what it says, which is not believed before it is parsed. */
async function converse(
  what: readonly string[],
  content: GivenFile['content'],
  milliseconds: number,
): Reading<unknown> {
  const child = startReadingProcess(what)
  try {
    const answer = collect(child)
    // A feed that fails is what the caller hears of; the answer then has no reader left.
    answer.catch(() => undefined)
    const fed = await feed(child, content)
    if (!fed.ok) return fed
    const said = await inTime(answer, milliseconds)
    return said === undefined ? no({ code: 'too-hard-to-read' }) : ok(JSON.parse(said))
  } finally {
    child.kill('SIGKILL')
  }
}

/** Asks a reading process for something else than the words of a document, when it is this file's turn. */
export async function askReader(
  what: readonly string[],
  content: GivenFile['content'],
): Reading<unknown> {
  const release = await turn()
  try {
    return await converse(what, content, fileLimits.readMilliseconds)
  } finally {
    release()
  }
}

/** The time counts from the last byte on: a slow line is not the file's fault. */
async function inTime(
  answer: Promise<string | undefined>,
  milliseconds: number,
): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(done, milliseconds, undefined)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Hands the bytes on as they come and stops at the limit, so that nobody has to hold a file of 200 MB to refuse it. */
async function feed(child: ReadingProcess, content: GivenFile['content']): Reading<null> {
  const source = content instanceof Readable ? content : Readable.from([content])
  // The process may end before it has read everything; what it answered, or did not, says the rest.
  child.stdin.on('error', () => undefined)
  const ended = new Promise((done) => child.once('close', done))
  let bytes = 0
  for await (const chunk of source) {
    const part = Buffer.from(chunk as Uint8Array)
    bytes += part.byteLength
    if (bytes > fileLimits.bytes) {
      source.destroy()
      child.kill('SIGKILL')
      return no({ code: 'too-large', limitBytes: fileLimits.bytes })
    }
    if (child.exitCode !== null || child.signalCode !== null) break
    if (!child.stdin.write(part)) await Promise.race([once(child.stdin, 'drain'), ended])
  }
  child.stdin.end()
  return ok(null)
}

async function collect(child: ReadingProcess): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength
    if (bytes > answerBytes) child.kill('SIGKILL')
    else chunks.push(chunk)
  })
  const code = await new Promise<number | null>((done, failed) => {
    child.once('close', done)
    child.once('error', failed)
  })
  return code === 0 && bytes <= answerBytes ? Buffer.concat(chunks).toString('utf8') : undefined
}

/** The process that read a hostile file is not believed either: its answer must have the agreed shape. */
function parseAnswer(answer: unknown): Result<ReadDocument, DocumentRefusal> {
  const parsed = Answer.safeParse(answer)
  if (!parsed.success) return no({ code: 'damaged' })
  return parsed.data.ok ? ok(parsed.data.value) : no(parsed.data.refusal)
}

let reading = 0
const waiting: (() => void)[] = []

async function turn(): Promise<() => void> {
  if (reading >= fileLimits.readersAtOnce) await new Promise<void>((go) => waiting.push(go))
  else reading += 1
  return () => {
    const next = waiting.shift()
    if (next) next()
    else reading -= 1
  }
}
