import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { expect, it } from 'vitest'
import { checkFile } from './read-document.ts'
import { rights } from './reading-process.ts'

function outcome(code: string): string {
  const script = `try { ${code}; console.log('done') } catch (error) { console.log(error.code) }`
  return spawnSync(process.execPath, [...rights(), '-e', script], {
    env: {},
    encoding: 'utf8',
  }).stdout.trim()
}

it('lets the reading process read no other file, write nothing and start nothing', () => {
  expect(outcome(`require('fs').readFileSync('/etc/hostname')`)).toBe('ERR_ACCESS_DENIED')
  expect(outcome(`require('fs').writeFileSync('/tmp/heed-probe', '')`)).toBe('ERR_ACCESS_DENIED')
  expect(outcome(`require('child_process').spawnSync('true')`)).toBe('ERR_ACCESS_DENIED')
  expect(outcome(`new (require('worker_threads').Worker)('1', { eval: true })`)).toBe(
    'ERR_ACCESS_DENIED',
  )
})

it('ends a reading that takes too long', async () => {
  const slow = await checkFile({ name: 'a.txt', content: Buffer.from('words') }, 1)
  expect(slow).toEqual({ ok: false, refusal: { code: 'too-hard-to-read' } })
})

it('reads several files given at once, two at a time', async () => {
  const files = Array.from({ length: 6 }, (_, index) => Buffer.from(`words ${index}`))
  const results = await Promise.all(files.map((content) => checkFile({ name: 'a.txt', content })))
  expect(results.map((one) => one.ok && one.value.paragraphs[0]?.text)).toEqual(
    files.map((file) => file.toString()),
  )
})
