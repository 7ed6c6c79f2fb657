import { FactList } from '#platform/html/fact-list.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { delayWords } from '../labels.ts'
import type { Delay } from '../model.ts'
import { paths } from '../paths.ts'

/** A delay as the page shows it. */
export type DelayRow = { readonly uid: Uid } & Pick<
  Delay,
  'because' | 'reason' | 'foreseenOn' | 'panelToldOn' | 'endedOn'
>

/** A legal restriction as the page shows it. */
export interface RestrictionRow {
  readonly uid: Uid
  readonly text: string
  readonly until: PlainDate | null
  readonly liftedOn: PlainDate | null
  readonly liftedBecause: string | null
}

interface Overlaid {
  readonly uid: Uid
  readonly delays: readonly DelayRow[]
  readonly restrictions: readonly RestrictionRow[]
  readonly mayManage: boolean
}

/** Why the review takes longer, and who was told. */
export function Delays({ model }: { readonly model: Overlaid }) {
  if (model.delays.length === 0) return null
  const { uid, mayManage } = model
  return (
    <FactList
      card={{ title: 'Why it takes longer' }}
      facts={model.delays.map((delay) => ({
        name: delayWords[delay.because],
        value: (
          <>
            {delay.reason}
            <div class="heed-quiet">
              Foreseen {sayDate(delay.foreseenOn)};{' '}
              {delay.panelToldOn === null
                ? 'the Panel has not been told yet'
                : `Panel told ${sayDate(delay.panelToldOn)}`}
              {delay.endedOn === null ? '' : `; ended ${sayDate(delay.endedOn)}`}
            </div>
          </>
        ),
        change:
          mayManage && delay.endedOn === null
            ? { href: paths.delay(uid, delay.uid), text: 'Panel told, or ended' }
            : undefined,
      }))}
    />
  )
}

/** Court orders and other rules on what may be said, as far as they are open to the reader. */
export function Restrictions({ model }: { readonly model: Overlaid }) {
  if (model.restrictions.length === 0) return null
  const { uid, mayManage } = model
  return (
    <FactList
      card={{ title: 'Legal restrictions' }}
      facts={model.restrictions.map((each) => ({
        name: each.until === null ? 'Without an end' : `Until ${sayDate(each.until)}`,
        value: (
          <>
            {each.text}
            {each.liftedOn === null ? null : (
              <div class="heed-quiet">
                Lifted {sayDate(each.liftedOn)}: {each.liftedBecause}
              </div>
            )}
          </>
        ),
        change:
          mayManage && each.liftedOn === null
            ? { href: paths.restriction(uid, each.uid), text: 'Lifted' }
            : undefined,
      }))}
    />
  )
}
