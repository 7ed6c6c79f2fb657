const megabyte = 1_000_000

/**
 * What one uploaded file may be, from `security.md` 7.3 unless a line says otherwise. An office file is
 * counted while it is inflated: the sizes that it declares are the sender's to choose.
 */
export const fileLimits = {
  /** The whole file, counted while it streams in. */
  bytes: 25 * megabyte,
  /** Entries in one office file. */
  zipEntries: 2_000,
  /** All entries of one office file, inflated. */
  zipInflatedBytes: 200 * megabyte,
  /** Inflated to packed, for each entry. */
  zipRatio: 100,
  /** Our own floor: below it a ratio says nothing, since a short run of equal bytes packs at any ratio and fills nothing. */
  zipRatioFromBytes: 100_000,
  /** Points in one picture. */
  imagePixels: 40_000_000,
  /** Time for reading one file in its own process. */
  readMilliseconds: 30_000,
  /** Memory of that process. */
  readMemoryBytes: 512 * megabyte,
  /** Our own choice: the longest published review that we know of is under 400 pages. */
  pdfPages: 1_000,
  /** Our own choice: about two thousand pages of text. */
  textCharacters: 5_000_000,
  /** Our own choice: how many files are read at the same time; the next one waits. */
  readersAtOnce: 2,
} as const

/** How much JSON the reading process may answer with: a table comes with a quotation mark around every cell. */
export const answerBytes = 10 * fileLimits.textCharacters
