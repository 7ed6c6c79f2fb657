import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ClientBase, Connection } from 'pg'

/** The part of the driver's connection that speaks COPY; it is there, but its types leave it out. */
type CopyConnection = Connection & {
  readonly stream: Duplex
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** Pieces are handed on when they reach this size; one row at a time would cost more than the copying. */
const pieceBytes = 256 * 1024
/** So much may wait for a slow reader before the server is asked to pause. */
const waitingBytes = 8 * 1024 * 1024

/** Reads the output of `copy … to stdout` piece by piece, as fast as the reader takes it. */
export async function* copyOut(client: ClientBase, statement: string): AsyncGenerator<Buffer> {
  const pieces: Buffer[] = []
  const state = { ended: false, error: undefined as Error | undefined, wake: () => undefined as void }
  let rows: Buffer[] = []
  let gathered = 0
  let connection: CopyConnection | undefined

  function flush(): void {
    if (gathered > 0) pieces.push(Buffer.concat(rows, gathered))
    rows = []
    gathered = 0
    state.wake()
  }
  const query = submittable(statement, {
    onConnection: (found) => (connection = found),
    onData: (chunk) => {
      // The driver writes over its buffer with the next packet, so what waits must be a copy.
      rows.push(Buffer.from(chunk))
      gathered += chunk.length
      if (gathered >= pieceBytes) flush()
      if (pieces.length * pieceBytes > waitingBytes) connection?.stream.pause()
    },
    onEnd: (error) => {
      state.error = error
      state.ended = true
      flush()
    },
  })
  client.query(query)
  for (;;) {
    const piece = pieces.shift()
    if (piece) {
      connection?.stream.resume()
      yield piece
    } else if (state.ended) {
      break
    } else {
      await new Promise<void>((resolve) => (state.wake = resolve))
    }
  }
  if (state.error) throw state.error
}

/** Feeds `copy … from stdin` with the pieces; answers how many rows the database took. */
export async function copyIn(
  client: ClientBase,
  statement: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  return await new Promise<number>((resolve, reject) => {
    let stopped = false
    let cause: unknown
    let taken = 0
    const query = submittable(statement, {
      onCopyIn: (connection) => {
        void pump(connection, pieces, () => stopped).catch((error: unknown) => {
          cause = error
          connection.sendCopyFail('the source of the rows failed')
        })
      },
      onCount: (count) => (taken = count),
      onEnd: (error) => {
        stopped = true
        if (error) reject(cause instanceof Error ? cause : error)
        else resolve(taken)
      },
    })
    client.query(query)
  })
}

async function pump(
  connection: CopyConnection,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  isStopped: () => boolean,
): Promise<void> {
  for await (const piece of pieces) {
    if (isStopped()) return
    if (piece.length > 0) connection.sendCopyFromChunk(piece)
    if (connection.stream.writableLength > waitingBytes) await once(connection.stream, 'drain')
    // What waits is written between two turns, so the source works on while the server is at its disk.
    else if (connection.stream.writableNeedDrain) await nextTurn()
  }
  connection.endCopyFrom()
}

type Handlers = {
  readonly onConnection?: (connection: CopyConnection) => void
  readonly onData?: (chunk: Buffer) => void
  readonly onCopyIn?: (connection: CopyConnection) => void
  readonly onCount?: (count: number) => void
  readonly onEnd: (error: Error | undefined) => void
}

/** What the driver runs in place of a query: it calls these as the server's messages come. */
function submittable(statement: string, on: Handlers) {
  return {
    submit: (connection: Connection) => {
      // The driver's own connection object; see `CopyConnection`.
      on.onConnection?.(connection as CopyConnection)
      connection.query(statement)
    },
    handleCopyData: (message: { chunk: Buffer }) => on.onData?.(message.chunk),
    handleCopyInResponse: (connection: CopyConnection) => on.onCopyIn?.(connection),
    handleCommandComplete: (message: { text: string }) =>
      on.onCount?.(Number(message.text.split(' ').at(-1))),
    handleRowDescription: () => undefined,
    handleDataRow: () => undefined,
    handleError: (error: Error) => on.onEnd(error),
    handleReadyForQuery: () => on.onEnd(undefined),
  }
}
