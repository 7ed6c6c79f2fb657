import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = import.meta.dirname

test('the verifier shares no code with what it verifies', () => {
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name))
  expect(files.length).toBeGreaterThan(8)
  for (const file of files) {
    const imports = [...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)]
    for (const [, from = ''] of imports)
      expect(from).toMatch(/^(node:[a-z:/]+|pg|\.\/[a-z-]+\.ts)$/)
  }
})
