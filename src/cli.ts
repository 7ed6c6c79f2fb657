import { readSettings } from '#platform/process.ts'
import { runCli } from './cli/run-cli.ts'
import { root } from './cli-root.ts'

const config = readSettings()
// Whoever reads only the beginning (`heed routes | head`) has read enough; the work itself goes on to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
process.exitCode = await runCli(
  {
    config,
    root,
    say: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
  },
  process.argv.slice(2),
)
