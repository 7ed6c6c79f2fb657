import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawn, houseDocument, withPicture } from './draw-house.ts'

test(
  'the picture of the house is that of its imports (if not: node tools/draw-house.ts)',
  { timeout: 60_000 },
  () => {
    const document = readFileSync(houseDocument, 'utf8')
    expect(withPicture(document)).toBe(document)
  },
)

test('the sample is no feature, tests draw nothing, and nobody’s arrow to the grounds is drawn but the platform’s', () => {
  const leans = (source: string, ...to: string[]) => ({
    source,
    dependencies: to.map((resolved) => ({ resolved })),
  })
  const found = drawn([
    leans('src/app.ts', 'src/features/cases/pages.tsx', 'src/platform/clock.ts'),
    leans('src/features/cases/queries/due.ts', 'src/features/people/index.ts', 'src/shared/ids.ts'),
    leans('src/features/people/index.ts'),
    leans('src/features/people/x.db.test.ts', 'src/features/reviews/index.ts'),
    leans('src/sample/index.ts', 'src/features/cases/index.ts'),
    leans('src/platform/clock.ts', 'src/shared/dates.ts'),
  ])
  expect(found).toEqual({
    features: ['cases', 'people'],
    arrows: [
      '  app --> cases',
      '  cases --> people',
      '  platform --> shared',
      '  sample --> cases',
    ],
  })
})

test('a document without a place for the picture is a fault, not a silent success', () => {
  expect(() => withPicture('# How Heed is built')).toThrow('no place')
})
