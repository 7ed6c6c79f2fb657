/** What the browser may say when a passkey did not come about, in words that say what to do. */
const nothingHappened =
  'Your device did not finish. Press the button again, or use another way to sign in.'
const notHere = 'This browser has no passkeys. Use another browser or another way to sign in.'

/**
 * Lets a form be answered by a passkey: the first press asks the device, and its answer goes with the form.
 * The server says in the page what is asked; nothing is decided here.
 */
export function answerWithPasskeys(page: Document): void {
  for (const place of page.querySelectorAll<HTMLElement>('[data-passkey]')) {
    const form = place.querySelector('form')
    const response = form?.querySelector<HTMLInputElement>('input[name="response"]')
    if (form && response) watch(place, form, response)
  }
}

function watch(place: HTMLElement, form: HTMLFormElement, response: HTMLInputElement): void {
  let asking = false
  form.addEventListener('submit', (event) => {
    // A button that leads elsewhere, like that of an organisation, needs no passkey.
    if (response.value !== '' || event.submitter?.hasAttribute('formaction')) return
    event.preventDefault()
    event.stopPropagation()
    if (asking) return
    asking = true
    void ask(place)
      .then((answer) => {
        response.value = answer
        form.requestSubmit()
      })
      .catch((cause: unknown) => say(place, wordsFor(cause)))
      .finally(() => {
        asking = false
      })
  })
  // Coming back by the browser's button shows the same form: what it held was used.
  window.addEventListener('pageshow', () => {
    response.value = ''
  })
}

async function ask(place: HTMLElement): Promise<string> {
  const { passkey, passkeyOptions } = place.dataset
  if (!('PublicKeyCredential' in window)) throw new TypeError('no passkeys')
  const options: unknown = JSON.parse(passkeyOptions ?? '{}')
  const made = passkey === 'make' ? await make(options) : await use(options)
  if (!(made instanceof PublicKeyCredential)) throw new Error('nothing came')
  return JSON.stringify(made.toJSON())
}

function make(options: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    // The server's library made it for this very call.
    options as PublicKeyCredentialCreationOptionsJSON,
  )
  return navigator.credentials.create({ publicKey })
}

function use(options: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    // The server's library made it for this very call.
    options as PublicKeyCredentialRequestOptionsJSON,
  )
  return navigator.credentials.get({ publicKey })
}

function wordsFor(cause: unknown): string {
  if (cause instanceof TypeError) return notHere
  if (cause instanceof DOMException && cause.name === 'InvalidStateError') {
    return 'This device has a passkey for Heed already.'
  }
  return nothingHappened
}

function say(place: HTMLElement, words: string): void {
  const line = place.querySelector('[data-passkey-says]')
  if (line) line.textContent = words
}
