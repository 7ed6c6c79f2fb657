/**
 * A date or a moment in the words that people use, with the machine's form behind it.
 * `on` is the ISO form, `words` what is read, `exact` the full time, shown on request.
 */
export function WhenWords(props: {
  readonly on: string
  readonly words: string
  readonly exact?: string | undefined
}) {
  return (
    <time class="heed-when" dateTime={props.on} title={props.exact}>
      {props.words}
    </time>
  )
}
