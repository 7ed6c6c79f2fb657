import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawStates, pictures, withPicture } from './draw-states.ts'

test.each(pictures.map((picture) => [picture.name, picture] as const))(
  'the picture of the states of a %s is that of its table (if not: node tools/draw-states.ts)',
  (_, picture) => {
    const readme = readFileSync(picture.readme, 'utf8')
    expect(withPicture(readme, picture)).toBe(readme)
  },
)

test('a picture names each state, each arrow with what it asks for, the beginning and the ends', () => {
  const drawn = drawStates({
    begins: 'open',
    table: {
      open: { close: { to: 'shut-down', reason: 'required', needs: 'two-people' } },
      'shut-down': { reopen: { to: 'open' } },
    },
  })
  expect(drawn.split('\n')).toEqual([
    '```mermaid',
    'stateDiagram-v2',
    '  state "open" as open',
    '  state "shut-down" as shut_down',
    '  [*] --> open',
    '  open --> shut_down: close (reason, two people)',
    '  shut_down --> open: reopen',
    '  shut_down --> [*]',
    '```',
  ])
})

test('a README without a place for the picture is a fault, not a silent success', () => {
  const [picture] = pictures
  if (!picture) throw new Error('no picture is kept')
  expect(() => withPicture('# Cases', picture)).toThrow('no place')
})
