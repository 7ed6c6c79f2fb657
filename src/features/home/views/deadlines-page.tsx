import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import type { Tone } from '#platform/html/state-word.tsx'
import type { Kind } from '../deadline-groups.ts'

/** One deadline as the page shows it. */
export interface DeadlineLine {
  readonly key: string
  readonly duty: string
  readonly reference: string
  readonly href: string
  /** The day in words, or that there is none yet. */
  readonly due: string
  readonly standing: { readonly tone: Tone; readonly words: string }
  /** Whose rule it is, and what it counts from. */
  readonly rule: string
}

/** The deadlines that ask for somebody equally soon. */
export interface DeadlineGroup {
  readonly heading: string
  readonly lines: readonly DeadlineLine[]
}

/** One of the ways to look at the page, with how many lines it has. */
export interface KindChoice {
  readonly kind: Kind
  readonly words: string
  readonly n: number
  readonly href: string
}

function Kinds(props: { readonly choices: readonly KindChoice[]; readonly chosen: Kind }) {
  return (
    <nav class="heed-kinds" aria-label="Which deadlines">
      <ul class="govuk-list heed-kinds__list">
        {props.choices.map(({ kind, words, n, href }) => (
          <li>
            {kind === props.chosen ? (
              <strong aria-current="page">
                {words} ({n})
              </strong>
            ) : (
              <SafeLink href={href}>
                {words} ({n})
              </SafeLink>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Group({ heading, lines }: DeadlineGroup) {
  if (lines.length === 0) return null
  return (
    <DataTable
      caption={`${heading} (${lines.length})`}
      rows={lines}
      columns={[
        { head: 'Duty', cell: (line) => line.duty },
        {
          head: 'Of',
          whole: true,
          cell: (line) => (
            <SafeLink href={line.href}>
              {line.reference}
              <span class="govuk-visually-hidden">: {line.duty}</span>
            </SafeLink>
          ),
        },
        {
          head: 'How it stands',
          cell: (line) => (
            <>
              <StateWord tone={line.standing.tone}>{line.standing.words}</StateWord>
              <div class="heed-quiet">{line.due}</div>
            </>
          ),
        },
        { head: 'Rule', cell: (line) => <span class="heed-quiet">{line.rule}</span> },
      ]}
    />
  )
}

/** Every deadline that is still to be met, the late ones first: what a partner reads in ten seconds. */
export function DeadlinesPage(props: {
  readonly groups: readonly DeadlineGroup[]
  readonly choices: readonly KindChoice[]
  readonly chosen: Kind
  readonly isWhole: boolean
}) {
  const { groups, choices, chosen, isWhole } = props
  return (
    <>
      <Kinds choices={choices} chosen={chosen} />
      {groups.every(({ lines }) => lines.length === 0) ? (
        <EmptyState title="No deadlines">
          Nothing is asked for by a date in what is open to you.
        </EmptyState>
      ) : (
        groups.map((group) => <Group {...group} />)
      )}
      {isWhole ? null : (
        <p class="govuk-body">
          This page shows the newest 200 open cases and reviews; the lists of them hold the others.
        </p>
      )}
      <p class="govuk-body heed-quiet">
        Only law and guidance are reported as compliance. “Not confirmed” means that the rule was
        not read at its source. <SafeLink href="/rule-sets">Rules of the deadlines</SafeLink>
      </p>
    </>
  )
}
