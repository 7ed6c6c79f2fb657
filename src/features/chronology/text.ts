const control = /\p{Cc}/u

/** A text without the control characters that no record needs and no office file may hold; new lines and tabs stay. */
export function withoutControls(text: string): string {
  // Most texts have none, and looking is much cheaper than writing the text again.
  if (!control.test(text)) return text
  return text.replaceAll(/\p{Cc}/gu, (letter) => ('\n\r\t'.includes(letter) ? letter : ''))
}
