/** The end of a printed page: which page or record it is, in neutral words, who printed it and when. Not shown on screen. */
export function PrintFooter(props: {
  readonly reference: string
  readonly by: string
  /** The moment in words. */
  readonly at: string
}) {
  return (
    <p class="heed-print-footer">
      Heed, {props.reference}. Printed by {props.by}, {props.at}.
    </p>
  )
}
