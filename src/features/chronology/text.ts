/** A text without the control characters that no record needs and no office file may hold; new lines and tabs stay. */
export function withoutControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (letter) => ('\n\r\t'.includes(letter) ? letter : ''))
}
