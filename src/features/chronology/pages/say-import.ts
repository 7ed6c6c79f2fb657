import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import type { StoredImport } from '../store/imports.ts'

const numbers = (n: number | null, one: string, many: string) =>
  `${(n ?? 0).toLocaleString('en-GB')} ${n === 1 ? one : many}`

/** What became of a spreadsheet, in words. */
export function sayImport(sheet: StoredImport): string {
  switch (sheet.status) {
    case 'read':
      return 'Read; its columns are not settled yet'
    case 'checked':
      return 'Looked through; nothing added yet'
    case 'dropped':
      return 'Put away, nothing was added'
    case 'taken':
      return [
        `${numbers(sheet.added, 'entry', 'entries')} added`,
        ...(sheet.repeated
          ? [`${numbers(sheet.repeated, 'row was', 'rows were')} there already`]
          : []),
        ...(sheet.leftOut ? [`${numbers(sheet.leftOut, 'row was', 'rows were')} left out`] : []),
      ].join('; ')
  }
}

/** Whether nothing more can be done with a spreadsheet. */
export const isOver = ({ status }: StoredImport) => status === 'taken' || status === 'dropped'

/** Back to the page of a part after an act, and what the audit is told. */
export const backTo = (uid: Uid) => ({
  to: paths.part(uid),
  about: { object: { type: 'chronology-part', uid } },
})
