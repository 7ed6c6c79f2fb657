// `npm run bench`: fills a database of its own, measures the built server beside its floor, writes docs/benchmarks.md.
// `--scale 20` for fewer partnerships, `--audit-rows 60000` for the whole audit, `--seconds` and `--open-seconds` for
// the length of each figure, `--out` for another file. `--only chronology` or `--only genogram` measures
// that part by itself and prints the figures.
import { bench } from '../tests/load/bench.ts'

await bench(process.argv.slice(2))
