// usage: node tests/benchmarks/text-matcher-benchmark.ts PACK OUT
// PACK is the evaluation pack for anonymisation, OUT a folder for predictions. Reads texts and case files only; the
// scorers of the pack read the gold marks. For each set it writes what would be masked automatically (exact hits) and
// what would be masked or put to the reviewer (all hits).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { compile, find } from '#shared/text-matcher.ts'
import type { CaseFile, Hit } from '#shared/text-matcher.ts'

type Document = { readonly doc_id: string; readonly text: string }

const [pack, out] = process.argv.slice(2)
if (!pack || !out) throw new Error('usage: text-matcher-benchmark.ts PACK OUT')
mkdirSync(out, { recursive: true })

function documents(set: string): Document[] {
  const lines = readFileSync(path.join(String(pack), `${set}.texts.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Document)
}

function caseFiles(set: string): Record<string, CaseFile> {
  return JSON.parse(
    readFileSync(path.join(String(pack), `${set}.casefile.json`), 'utf8'),
  ) as Record<string, CaseFile>
}

function masks(hits: readonly Hit[]): (number | string)[][] {
  return hits.map((hit) => [hit.start, hit.end, hit.entry.type, hit.form, hit.why])
}

function predict(set: string): void {
  const cases = caseFiles(set)
  const automatic: Record<string, unknown> = {}
  const all: Record<string, unknown> = {}
  let [questions, characters] = [0, 0]
  for (const { doc_id: id, text } of documents(set)) {
    const hits = find(compile(cases[id] ?? []), text)
    automatic[id] = masks(hits.filter((hit) => hit.certainty === 'exact'))
    all[id] = masks(hits)
    questions += hits.filter((hit) => hit.certainty === 'ambiguous').length
    characters += text.length
  }
  writeFileSync(path.join(String(out), `${set}.automatic.json`), JSON.stringify(automatic))
  writeFileSync(path.join(String(out), `${set}.all.json`), JSON.stringify(all))
  console.log(
    `${set}: ${((questions * 1000) / characters).toFixed(2)} questions for each 1,000 characters`,
  )
}

/** Milliseconds of processor time, which a busy machine does not stretch. */
function busy(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Megabytes a second of processor time, of UTF-8 as it lies in the file. Each round compiles every case anew, outside the count. */
function speed(set: string): void {
  const cases = caseFiles(set)
  const all = documents(set)
  const bytes = all.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const finding: number[] = []
  const compiling: number[] = []
  for (let round = 0; round < 7; round++) {
    let [found, compiled] = [0, 0]
    for (const { doc_id: id, text } of all) {
      const began = busy()
      const one = compile(cases[id] ?? [])
      const ready = busy()
      find(one, text)
      found += busy() - ready
      compiled += ready - began
    }
    finding.push(bytes / 1000 / found)
    compiling.push(compiled / all.length)
  }
  console.log(
    `${set}: ${all.length} documents, ${(bytes / 1e6).toFixed(2)} MB; find median ${median(finding).toFixed(2)} MB/s, ` +
      `best ${Math.max(...finding).toFixed(2)}, first round ${finding[0]?.toFixed(2)}; ` +
      `compile median ${median(compiling).toFixed(2)} ms a case; ` +
      `peak resident ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
  )
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

for (const set of ['dev', 'dev.noisy']) predict(set)
for (const set of ['speed', 'report150k'])
  if (existsSync(path.join(pack, `${set}.texts.jsonl`))) speed(set)
