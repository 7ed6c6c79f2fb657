import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyFrontier, grow, rootOf } from '../merkle-frontier.ts'
import { addLeaf, auditPath, rootFromPath, treeFrom, treeRoot, type Tree } from './tree.ts'

/** The entries and roots that the reference implementations of RFC 6962 share as their test data. */
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = entries.map((entry) => hash('sha256', Buffer.from(`00${entry}`, 'hex'), 'buffer'))

function treeOver(some: readonly Buffer[]): Tree {
  const tree: Tree = []
  for (const leaf of some) addLeaf(tree, leaf)
  return tree
}

const someLeaves = fc
  .array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 })
  .map((all) => all.map((bytes) => Buffer.from(bytes)))

describe('the tree over the entries', () => {
  test('has the roots of the published examples, on both sides', () => {
    for (let size = 1; size <= entries.length; size++) {
      const some = leaves.slice(0, size)
      expect(treeRoot(treeOver(some))?.toString('hex')).toBe(roots[size - 1])
      expect(rootOf(grow(emptyFrontier, some))?.toString('hex')).toBe(roots[size - 1])
    }
  })

  test('is the same for the signer and the verifier, however it was cut into pieces', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (all, at) => {
        const cut = at % (all.length + 1)
        const first = grow(emptyFrontier, all.slice(0, cut))
        const tree = treeFrom(first.size, first.peaks)
        for (const leaf of all.slice(cut)) if (tree) addLeaf(tree, leaf)
        const whole = grow(first, all.slice(cut))
        expect(tree && treeRoot(tree)).toEqual(rootOf(whole))
        expect(treeRoot(treeOver(all))).toEqual(rootOf(whole))
      }),
    )
  })

  test('proves each of its entries, and no other in its place', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), fc.nat(), (all, one, other) => {
        const [index, wrong] = [one % all.length, other % all.length]
        const path = auditPath(all, index)
        const leaf = all[index] ?? Buffer.alloc(0)
        const root = treeRoot(treeOver(all))
        expect(rootFromPath(leaf, { index, size: all.length }, path)).toEqual(root)
        expect(rootFromPath(Buffer.alloc(32, 7), { index, size: all.length }, path)).not.toEqual(
          root,
        )
        if (wrong !== index)
          expect(rootFromPath(leaf, { index: wrong, size: all.length }, path)).not.toEqual(root)
        expect(rootFromPath(leaf, { index, size: all.length }, [...path, leaf])).not.toEqual(root)
      }),
    )
  })

  test('peaks that do not fit the number of entries are refused', () => {
    const { peaks } = grow(emptyFrontier, leaves)
    expect(treeFrom(7, peaks)).toBeUndefined()
    expect(treeFrom(8, [])).toBeUndefined()
    expect(treeFrom(8, peaks)).toBeDefined()
  })
})
