import { hash } from 'node:crypto'

/** A growing Merkle tree as a binary counter: place n holds the root of a full subtree of 2^n leaves, or nothing. */
export type Tree = (Buffer | undefined)[]

/** The hash over two nodes (RFC 6962, 2.1). */
export function above(left: Buffer, right: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(65)
  bytes[0] = 1
  left.copy(bytes, 1)
  right.copy(bytes, 33)
  return hash('sha256', bytes, 'buffer')
}

/** Adds one leaf. */
export function addLeaf(tree: Tree, leaf: Buffer): void {
  let carried = leaf
  let place = 0
  for (let here = tree[place]; here !== undefined; here = tree[place]) {
    carried = above(here, carried)
    tree[place] = undefined
    place += 1
  }
  tree[place] = carried
}

/** The root over all leaves added so far; nothing before the first. */
export function treeRoot(tree: Tree): Buffer | undefined {
  let root: Buffer | undefined
  for (const part of tree) {
    if (part !== undefined) root = root === undefined ? part : above(part, root)
  }
  return root
}

/** The tree that has these full subtrees, largest first, over so many leaves; nothing if they do not fit the number. */
export function treeFrom(size: number, peaks: readonly Buffer[]): Tree | undefined {
  const places: number[] = []
  for (let rest = size, place = 0; rest >= 1; rest = Math.floor(rest / 2), place += 1) {
    if (rest % 2 === 1) places.unshift(place)
  }
  if (places.length !== peaks.length) return undefined
  const tree: Tree = []
  places.forEach((place, n) => (tree[place] = peaks[n]))
  return tree
}

/** The hashes beside the way from leaf `index` (from 0) up to the root (RFC 6962, 2.1.1). */
export function auditPath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...auditPath(left, index), rootOver(right)]
    : [...auditPath(right, index - split), rootOver(left)]
}

function rootOver(leaves: readonly Buffer[]): Buffer {
  const tree: Tree = []
  for (const leaf of leaves) addLeaf(tree, leaf)
  const root = treeRoot(tree)
  if (root === undefined) throw new RangeError('a tree without leaves has no root')
  return root
}

/** The largest power of two that is smaller than the number of leaves. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** The root to which a leaf and the hashes beside its way lead; nothing if there are too many or too few of them. */
export function rootFromPath(
  leaf: Buffer,
  at: { readonly index: number; readonly size: number },
  path: readonly Buffer[],
): Buffer | undefined {
  if (at.size === 1) return path.length === 0 ? leaf : undefined
  const beside = path.at(-1)
  if (beside === undefined) return undefined
  const split = splitOf(at.size)
  const rest = path.slice(0, -1)
  if (at.index < split) {
    const left = rootFromPath(leaf, { index: at.index, size: split }, rest)
    return left && above(left, beside)
  }
  const right = rootFromPath(leaf, { index: at.index - split, size: at.size - split }, rest)
  return right && above(beside, right)
}
