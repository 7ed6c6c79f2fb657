import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import { claimKindLabels } from '../claims/claim.ts'
import type { AnsweredClaim, WhatBecame } from '../claims/what-became.ts'
import type { Statement } from '../model.ts'
import { statementPaths as paths } from '../paths.ts'

const answerWords: Readonly<Record<WhatBecame, string>> = {
  'evidence-accepted': 'Evidence accepted',
  'activity-only': 'Activity only',
  'no-information-held': 'No information held that is open to you',
}

/** Something of ours that an answer rests on. */
export interface RestsOn {
  readonly words: string
  /** Its page, for those who may open it. */
  readonly href: string | undefined
  /** The day since which it stands as it does. */
  readonly since: PlainDate
}

function Resting({ on }: { readonly on: readonly RestsOn[] }) {
  if (on.length === 0) return <>Nothing that is open to you</>
  return (
    <ul class="govuk-list">
      {on.map(({ words, href, since }) => (
        <li>
          {href === undefined ? words : <SafeLink href={href}>{words}</SafeLink>}
          <div class="heed-quiet">as of {sayDate(since)}</div>
        </li>
      ))}
    </ul>
  )
}

/** What became of what was said: each accepted claim with its honest answer. */
export function WhatBecamePage(props: {
  readonly statement: Statement
  readonly answered: readonly (AnsweredClaim & { readonly restsOn: readonly RestsOn[] })[]
}) {
  const { statement, answered } = props
  if (statement.otherBody) {
    return (
      <EmptyState
        title="This statement is another body’s"
        action={{ href: paths.show(statement.uid), text: 'Read the statement' }}
      >
        Heed holds nothing about what became of it: no status and no figure is attached to what
        others said.
      </EmptyState>
    )
  }
  if (answered.length === 0) {
    return (
      <EmptyState
        title="No claim has been accepted yet"
        action={{ href: paths.show(statement.uid), text: 'Look at the proposed claims' }}
      >
        Only claims that a person accepted are followed up. General knowledge is not.
      </EmptyState>
    )
  }
  return (
    <>
      <InsetText>
        Each answer rests only on what Heed holds and is open to you. It does not say that nothing
        more is held, or that nothing was done.
      </InsetText>
      <DataTable
        caption="Accepted claims and what became of them"
        captionHidden
        rows={answered}
        columns={[
          {
            head: 'What was said',
            cell: ({ claim }) => (
              <SafeLink href={paths.claim(statement.uid, claim.id)}>{claim.words}</SafeLink>
            ),
          },
          { head: 'Kind', cell: ({ claim }) => claimKindLabels[claim.kind] },
          { head: 'What became of it', cell: ({ answer }) => answerWords[answer.answer] },
          { head: 'In a sentence', cell: ({ answer }) => answer.sentence },
          { head: 'It rests on', cell: ({ restsOn }) => <Resting on={restsOn} /> },
        ]}
      />
    </>
  )
}
