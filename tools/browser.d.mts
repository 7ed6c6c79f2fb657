/** A browser that the tests can drive: `args` and `env` go to Playwright's `launch` beside the path. */
export type Browser = {
  readonly executablePath: string
  readonly args: string[]
  readonly env: Record<string, string>
  /** Where it was found: named, installed, from a package, or Playwright's own. */
  readonly from: string
}
/** Finds an installed Chromium, Chrome or Edge, else the one that comes as a package, else Playwright's download. */
export function findBrowser(): Promise<Browser>
