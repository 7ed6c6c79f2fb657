// Long enough not to save at each letter, short enough to lose next to nothing.
const pause = 1_500
const tryAgain = 15_000
// A request that outlives its page may carry 64 KiB at most (Fetch standard, "keepalive").
const outlives = 60_000

/** The drafts of a page. */
export type Drafts = {
  readonly saveNow: () => Promise<void>
  readonly whenSaved: (tell: () => void) => void
}

/** Saves what is typed in forms that keep a draft: after a pause, when the page is left, and when asked. */
export function keepDrafts(page: Document): Drafts {
  const told: (() => void)[] = []
  const saved = () => told.forEach((tell) => tell())
  const places = [...page.querySelectorAll<HTMLElement>('[data-draft-url]')]
  const drafts = places.flatMap((place) => {
    const form = place.closest('form')
    return form ? [draftOf({ form, place }, saved)] : []
  })
  const leave = () => drafts.forEach((draft) => void draft.save())
  window.addEventListener('pagehide', leave)
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') leave()
  })
  return {
    saveNow: async () => {
      await Promise.all(drafts.map((draft) => draft.save()))
    },
    whenSaved: (tell) => told.push(tell),
  }
}

/** A form that keeps drafts, and the place behind its fields that says where to and how that went. */
type Kept = { readonly form: HTMLFormElement; readonly place: HTMLElement }

function draftOf({ form, place }: Kept, saved: () => void): { save: () => Promise<void> } {
  let changed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const saveIn = (wait: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), wait)
  }
  const save = async () => {
    clearTimeout(timer)
    if (!changed) return
    changed = false
    const answer = await send(form, place.dataset['draftUrl'] ?? '')
    if (answer === 'saved') saved()
    else changed = true
    place.textContent = words[answer]()
    if (answer !== 'saved') saveIn(tryAgain)
  }
  form.addEventListener('input', () => {
    changed = true
    saveIn(pause)
  })
  // What is sent for good needs no draft; the server drops it.
  form.addEventListener('submit', () => {
    changed = false
    clearTimeout(timer)
  })
  return { save }
}

type Answer = 'saved' | 'signed-out' | 'not-saved'

const words: Record<Answer, () => string> = {
  saved: () => `Saved at ${clock(new Date())}`,
  'signed-out': () =>
    'Not saved: you are signed out. Sign in in another tab and it will be saved here.',
  'not-saved': () => 'Not saved yet. Heed will try again.',
}

async function send(form: HTMLFormElement, to: string): Promise<Answer> {
  const body = typed(form)
  try {
    const answer = await fetch(to, {
      method: 'POST',
      body,
      credentials: 'same-origin',
      redirect: 'error',
      keepalive: body.toString().length < outlives,
    })
    if (answer.ok) return 'saved'
    return answer.status === 401 ? 'signed-out' : 'not-saved'
  } catch {
    // No network, or the server is starting: the words stay on the page and are sent again.
    return 'not-saved'
  }
}

function typed(form: HTMLFormElement): URLSearchParams {
  const out = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') out.append(name, value)
  return out
}

function clock(now: Date): string {
  return `${now.getHours()}.${String(now.getMinutes()).padStart(2, '0')}`
}
