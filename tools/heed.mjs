#!/usr/bin/env node
// `npx heed …`: the same first step as every other command, then the command line of Heed.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const first = fileURLToPath(new URL('./first.mjs', import.meta.url))
const child = spawn(process.execPath, [first, 'heed', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
