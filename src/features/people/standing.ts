import { channelUnder } from './channels.ts'
import type { Channel } from './channels.ts'
import type { Lines } from './descent.ts'
import { planOf } from './drawing-plan.ts'
import type { Plan } from './drawing-plan.ts'
import { lineWords } from './family-words.ts'
import { generationsOf } from './generations.ts'
import type { PersonRoom } from './person-room.ts'
import { portsOf } from './ports.ts'
import type { Ports } from './ports.ts'
import { positionsOf } from './positions.ts'
import { orderOf } from './row-order.ts'

/** How a part of a family stands: which row and channel lies where. */
export interface Standing {
  readonly plan: Plan
  readonly x: readonly number[]
  /** The upper and lower edge of each row. */
  readonly rows: readonly { readonly top: number; readonly bottom: number }[]
  /** The room above the first row, then under each. */
  readonly channels: readonly Channel[]
  readonly ports: Ports
  readonly room: ReadonlyMap<string, PersonRoom>
}

const pad = 14
const trackStep = 12
/** Where twins part from each other. */
export const twinDrop = 28
/** The height of a word beside a line. */
export const wordStep = 15

/** The heights of the parts of a channel, from its upper edge. */
export interface ChannelHeights {
  readonly bar: (track: number) => number
  readonly drop: (track: number) => number
  /** The lower edge of the part in which twins part. */
  readonly twins: number
  readonly whole: number
}

/** How many words stand above each other over somebody of this row. */
function wordsOver(channel: Channel): number {
  const counts = channel.drops.flatMap(({ drop }) =>
    drop.to.map(({ place, relations }) => ({
      place,
      count: new Set(relations.flatMap(({ kind }) => lineWords[kind] ?? [])).size,
    })),
  )
  const over = Map.groupBy(counts, ({ place }) => place)
  return Math.max(
    0,
    ...[...over.values()].map((all) => all.reduce((sum, { count }) => sum + count, 0)),
  )
}

/** How high each part of a channel is. */
export function heightsOf(channel: Channel): ChannelHeights {
  const bars = pad + channel.barTracks * trackStep
  const drops = bars + channel.dropTracks * trackStep + (channel.dropTracks > 0 ? pad : 0)
  const apart = channel.drops.some(({ twins }) => twins.length > 0)
  const twins = drops + (apart ? twinDrop : 0)
  const empty = channel.bars.length === 0 && channel.drops.length === 0
  return {
    bar: (track) => pad + track * trackStep + 4,
    drop: (track) => bars + pad + track * trackStep,
    twins,
    whole: empty ? 4 : twins + wordsOver(channel) * wordStep + pad,
  }
}

/** Gives everybody of a part of a family their place. */
export function standingOf(
  part: { readonly people: readonly string[]; readonly lines: Lines },
  room: ReadonlyMap<string, PersonRoom>,
): Standing {
  const rows = generationsOf(part.people, part.lines)
  const plan = planOf(part.people, part.lines, { rows, room })
  const order = orderOf(plan)
  const x = positionsOf(plan, order)
  const reach = (place: number) => {
    const person = plan.places[place]?.person ?? ''
    return Math.max(3, (room.get(person)?.symbol.half ?? 8) - 6)
  }
  const ports = portsOf({ plan, x, reach })
  const channels = [-1, ...order.keys()].map((row) => channelUnder(plan, row, ports))
  let y = 0
  const extents = order.map((row, at) => {
    const above = channels[at]
    const top = y + (above === undefined ? 0 : heightsOf(above).whole)
    const heights = row.map((place) => room.get(plan.places[place]?.person ?? '')?.height ?? 0)
    y = top + Math.max(40, ...heights)
    return { top, bottom: y }
  })
  return { plan, x, rows: extents, channels, ports, room }
}
