/** The end of a printed page: a neutral reference, who printed it and when. Not shown on screen. */
export function PrintFooter(props: {
  readonly reference: string
  readonly by: string
  /** The moment in words. */
  readonly at: string
}) {
  return (
    <p class="heed-print-footer">
      Heed, reference {props.reference}. Printed by {props.by}, {props.at}.
    </p>
  )
}
