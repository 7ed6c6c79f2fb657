const meanings: Readonly<Record<string, (place: string) => string>> = {
  ENOENT: (place) => `There is no ${place}.`,
  EISDIR: (place) => `The ${place} is a folder, and a file is wanted.`,
  EEXIST: (place) => `There is a ${place} already, and it is not written over.`,
}

/** What is wrong with a file that somebody named, in a sentence; undefined where the fault lies elsewhere. */
export function explainPath(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const named = 'path' in error && typeof error.path === 'string' ? error.path : undefined
  return meanings[String(error.code)]?.(named === undefined ? 'file' : `file ${named}`)
}
