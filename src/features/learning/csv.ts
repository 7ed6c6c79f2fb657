// What a spreadsheet would take for a formula: it is shown as text, with a mark in front.
const leadsIn = /^[=+\-@\t\r]/

/** One cell as text: quoted, and harmless where its words would begin a formula. */
export function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const harmless = leadsIn.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

/** A table as CSV with a byte order mark, so that spreadsheets read its letters rightly. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}
