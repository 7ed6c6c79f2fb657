// Makes the style sheet, the browser code and the images that the pages ask for under /assets/.
import { build, transform } from 'esbuild'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { compileAsync } from 'sass'

const root = path.dirname(import.meta.dirname)
const own = path.join(root, 'assets')
// MoJ's icons are MIT, unlike GOV.UK's fonts, crest and crown, which are never copied.
const icons = path.join(root, 'node_modules/@ministryofjustice/frontend/moj/assets/images')

/** Builds everything under /assets/ into `outDir`, the same for the same sources. */
export async function buildAssets({ outDir }) {
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(path.join(outDir, 'images'), { recursive: true })
  const [css] = await Promise.all([styles(), scripts(outDir)])
  writeFileSync(path.join(outDir, 'app.css'), css)
  cpSync(path.join(own, 'images'), path.join(outDir, 'images'), { recursive: true })
  for (const name of imagesIn(css)) copyIcon(name, path.join(outDir, 'images', name))
}

async function styles() {
  // MoJ names GOV.UK's files from the root of the project, so the root is on the path too.
  const { css } = await compileAsync(path.join(own, 'scss', 'app.scss'), {
    loadPaths: [root, path.join(root, 'node_modules')],
    quietDeps: true,
    silenceDeprecations: ['if-function', 'import', 'global-builtin'],
  })
  const { code } = await transform(css, { loader: 'css', minify: true, legalComments: 'none' })
  return code
}

/** Each file of assets/js becomes one script; what they share lies in its folders. */
async function scripts(outDir) {
  const entryPoints = readdirSync(path.join(own, 'js'))
    .filter((name) => /^[a-z-]+\.ts$/.test(name))
    .sort()
    .map((name) => path.join(own, 'js', name))
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: outDir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  })
}

function imagesIn(css) {
  const names = css.matchAll(/url\(["']?\/assets\/images\/([^"')]+)/g)
  return new Set([...names].map(([, name]) => name))
}

function copyIcon(name, to) {
  if (existsSync(to)) return
  const from = path.join(icons, name)
  if (!existsSync(from)) throw new Error(`The style sheet asks for ${name}, which nobody has`)
  cpSync(from, to)
}
