import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from 'govuk-frontend'
import { nameDevices } from './parts/devices.ts'
import { keepDrafts } from './parts/drafts.ts'
import { goOn } from './parts/go-on.ts'
import { answerWithPasskeys } from './parts/passkeys.ts'
import { openRadios } from './parts/radio-openings.ts'
import { sendOnce } from './parts/send-once.ts'
import { warnBeforeEnd } from './parts/session.ts'

// Every page works without what follows; it only spares a press or keeps what was typed.
const components = [
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  Tabs,
]
for (const component of components) createAll(component)

openRadios(document)
sendOnce(document)
warnBeforeEnd(document, keepDrafts(document))
nameDevices(document)
answerWithPasskeys(document)
goOn(document)
