// A second press within this time is a slip; later it is a person who sees that nothing happened.
const slip = 10_000

/** A form that acts is sent once for one press, however often the button is hit. */
export function sendOnce(page: Document): void {
  const sent = new WeakSet<HTMLFormElement>()
  page.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset['once'] === undefined) return
    if (sent.has(form)) {
      event.preventDefault()
      return
    }
    sent.add(form)
    setTimeout(() => sent.delete(form), slip)
  })
  // Coming back by the browser's button shows the same document: its forms may be sent again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) for (const form of page.forms) sent.delete(form)
  })
}
