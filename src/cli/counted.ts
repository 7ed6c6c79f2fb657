/** A number with its noun, as it is said: 1 file, 2 files. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
