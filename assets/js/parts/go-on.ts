/** On a page that is only a step on the way, presses its one button or link. */
export function goOn(page: Document): void {
  const step = page.querySelector<HTMLElement>('[data-go-on]')
  if (step instanceof HTMLAnchorElement) window.location.replace(step.href)
  else step?.querySelector('form')?.requestSubmit()
}
