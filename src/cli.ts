import { readSettings } from '#platform/process.ts'
import { runCli } from './cli/run-cli.ts'
import { root } from './cli-root.ts'

const config = readSettings()
process.exitCode = await runCli(
  {
    config,
    root,
    say: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
  },
  process.argv.slice(2),
)
