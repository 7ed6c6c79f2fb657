import { hash } from 'node:crypto'

/** The roots of the full subtrees over all leaves so far, largest first: all that a tree needs to grow. */
export type Frontier = { readonly size: number; readonly peaks: readonly Buffer[] }

/** The tree before its first leaf. */
export const emptyFrontier: Frontier = { size: 0, peaks: [] }

/** A node over two others, told from a leaf by its first byte (RFC 6962, 2.1). */
function join(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer')
}

/** Adds leaves (already hashed) to the tree. */
export function grow(frontier: Frontier, leaves: readonly Buffer[]): Frontier {
  const peaks = [...frontier.peaks]
  let size = frontier.size
  for (const leaf of leaves) {
    let node = leaf
    // Each one at the end of the size in binary is a full subtree that the new leaf completes.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
      node = join(peaks.pop() ?? node, node)
    peaks.push(node)
    size += 1
  }
  return { size, peaks }
}

/** The root over all leaves: the peaks joined from the smallest up (RFC 6962, 2.1); undefined before the first leaf. */
export function rootOf(frontier: Frontier): Buffer | undefined {
  let root: Buffer | undefined
  for (const peak of [...frontier.peaks].reverse()) root = root ? join(peak, root) : peak
  return root
}
