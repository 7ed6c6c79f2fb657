/** The dialog that warns before a session ends. */
export type SessionDialog = {
  readonly isOpen: () => boolean
  readonly open: (left: number) => void
  readonly close: () => void
  readonly count: (left: number) => void
  readonly say: (words: string) => void
}

/** Makes the dialog from elements, never from markup; it is in the page only while it is open. */
export function dialogOf(page: Document, stay: () => void): SessionDialog {
  const dialog = make('dialog', 'heed-dialog')
  const title = make('h2', 'govuk-heading-m', 'You will be signed out soon')
  const time = make('p', 'govuk-body')
  const safe = make('p', 'govuk-body', 'What you typed in a form that saves as you go is kept.')
  const said = make('p', 'govuk-body')
  const button = make('button', 'govuk-button', 'Stay signed in')
  title.id = 'heed-session-title'
  dialog.setAttribute('aria-labelledby', title.id)
  time.setAttribute('role', 'timer')
  said.setAttribute('role', 'status')
  button.type = 'button'
  dialog.append(title, time, safe, said, button)
  button.addEventListener('click', stay)
  // Escape means the same as the button: nobody should be signed out for closing a message.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    stay()
  })
  const count = (left: number) => {
    const words = `You have not used Heed for a while. You will be signed out in ${leftWords(left)}.`
    if (time.textContent !== words) time.textContent = words
  }
  return {
    isOpen: () => dialog.open,
    open: (left) => {
      count(left)
      said.textContent = ''
      page.body.append(dialog)
      dialog.showModal()
      button.focus()
    },
    close: () => {
      dialog.close()
      dialog.remove()
    },
    count,
    say: (words) => {
      said.textContent = words
    },
  }
}

/** Minutes while there are two or more, then tens of seconds: a number that ticks makes people hurry. */
function leftWords(left: number): string {
  const seconds = Math.ceil(left / 1_000)
  if (seconds > 90) return `${Math.round(seconds / 60)} minutes`
  if (seconds > 60) return 'a little over a minute'
  return `${Math.max(10, Math.ceil(seconds / 10) * 10)} seconds`
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  classes: string,
  words = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  element.className = classes
  element.textContent = words
  return element
}
