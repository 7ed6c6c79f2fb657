/**
 * Shows what a chosen radio opens. GOV.UK's own script also sets `aria-expanded` on the radio, which ARIA does
 * not allow there (and axe reports); what opens follows at once in reading order, so nothing is lost.
 */
export function openRadios(page: Document): void {
  const opening = [
    ...page.querySelectorAll<HTMLInputElement>('.govuk-radios__input[data-aria-controls]'),
  ]
  if (opening.length === 0) return
  const show = () => opening.forEach(showOpened)
  for (const radio of opening) {
    radio.setAttribute('aria-controls', radio.dataset['ariaControls'] ?? '')
  }
  page.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'radio') show()
  })
  // The browser may restore a choice when somebody comes back.
  window.addEventListener('pageshow', show)
  show()
}

function showOpened(radio: HTMLInputElement): void {
  const opened = document.getElementById(radio.dataset['ariaControls'] ?? '')
  opened?.classList.toggle('govuk-radios__conditional--hidden', !radio.checked)
}
