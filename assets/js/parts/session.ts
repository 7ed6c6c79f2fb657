import type { Drafts } from './drafts.ts'
import { now } from './now.ts'
import { dialogOf } from './session-dialog.ts'

/** What is known of the session when the page is made, from the attributes of the body. */
type Session = {
  readonly idle: number
  readonly warn: number
  readonly extendPath: string
  readonly endedPath: string
}

const second = 1_000

/** Warns before an idle session ends, lets one key extend it, and leaves the page when it has ended. */
export function warnBeforeEnd(page: Document, drafts: Drafts): void {
  const session = sessionOf(page.body)
  if (!session) return
  let seen = now()
  const others = new BroadcastChannel('heed-session')
  const dialog = dialogOf(page, () => void extend())

  const extended = () => {
    seen = now()
    if (dialog.isOpen()) dialog.close()
  }
  const extend = async () => {
    if (await asked(session.extendPath)) {
      extended()
      others.postMessage('extended')
    } else dialog.say('That did not work. Check your connection and try again.')
  }
  // Saving a draft is a request like any other: somebody who writes is not idle.
  drafts.whenSaved(extended)
  // A page opened or extended in another tab belongs to the same session.
  others.addEventListener('message', extended)
  others.postMessage('opened')

  const look = () => {
    const left = session.idle - (now() - seen)
    if (left <= 0) leave(session.endedPath)
    else if (left <= session.warn && !dialog.isOpen()) {
      // The session still lives: what was typed is saved before it may end.
      void drafts.saveNow()
      dialog.open(left)
    } else if (dialog.isOpen()) dialog.count(left)
  }
  setInterval(look, second)
  page.addEventListener('visibilitychange', look)
}

function sessionOf(body: HTMLElement): Session | undefined {
  const { sessionIdle, sessionWarn, sessionExtend, sessionEnded } = body.dataset
  if (!sessionIdle || !sessionExtend || !sessionEnded) return undefined
  return {
    idle: Number(sessionIdle) * second,
    warn: Number(sessionWarn ?? '120') * second,
    extendPath: sessionExtend,
    endedPath: sessionEnded,
  }
}

async function asked(path: string): Promise<boolean> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
    })
    return answer.ok
  } catch {
    return false
  }
}

function leave(path: string): void {
  window.location.assign(path)
}
