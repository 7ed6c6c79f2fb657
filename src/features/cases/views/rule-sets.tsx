import { DataTable } from '#platform/html/data-table.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { WarningText } from '#platform/html/govuk/warning-text.tsx'
import type { ClockRule, ListedRuleSet } from '../deadline.ts'
import { paths } from '../paths.ts'
import { sayAnchorName } from '../case-words.ts'
import { sayRuleClass, sayValidity } from '../rule-words.ts'

const subjectWords: Readonly<Record<ClockRule['subject'], string>> = {
  case: 'For a case',
  review: 'For a review',
  action: 'For an action',
  partnership: 'For the partnership',
}

function Sets({
  sets,
  chosen,
}: {
  readonly sets: readonly ListedRuleSet[]
  readonly chosen: string
}) {
  return (
    <DataTable
      caption="Rule sets"
      rows={sets}
      columns={[
        {
          head: 'Rule set',
          cell: (set) =>
            set.id === chosen ? (
              <strong>{set.title}</strong>
            ) : (
              <SafeLink href={paths.ruleSet(set.id)}>{set.title}</SafeLink>
            ),
        },
        { head: 'In force', cell: (set) => sayValidity(set) },
        {
          head: 'Whose',
          cell: (set) => (set.origin === 'national' ? 'Ships with Heed' : 'Of this partnership'),
        },
        { head: 'Today', cell: (set) => (set.inForce ? 'In force' : 'Not in force') },
      ]}
    />
  )
}

function Rules({
  of,
  rules,
}: {
  readonly of: ClockRule['subject']
  readonly rules: readonly ClockRule[]
}) {
  const own = rules.filter(({ subject }) => subject === of)
  if (own.length === 0) return null
  return (
    <DataTable
      caption={subjectWords[of]}
      rows={own}
      columns={[
        { head: 'Duty', cell: (rule) => rule.title },
        { head: 'By when', cell: (rule) => rule.inWords },
        {
          head: 'Counts from',
          cell: (rule) => (
            <>
              {sayAnchorName(rule.anchor)}
              {rule.otherAnchors.length === 0 ? null : (
                <div class="heed-quiet">
                  Elsewhere also: {rule.otherAnchors.map(sayAnchorName).join('; ').toLowerCase()}
                </div>
              )}
            </>
          ),
        },
        { head: 'Whose rule', cell: (rule) => sayRuleClass(rule) },
        { head: 'Source', cell: (rule) => <span class="heed-quiet">{rule.source}</span> },
      ]}
    />
  )
}

/** What the clocks go by: the rule sets with their dates, and every rule of one of them with its source. */
export function RuleSetsPage(props: {
  readonly sets: readonly ListedRuleSet[]
  readonly chosen: ListedRuleSet
  readonly holidays: {
    readonly source: string
    readonly firstYear: number
    readonly lastYear: number
  }
  readonly endsSoon: boolean
}) {
  const { sets, chosen, holidays, endsSoon } = props
  return (
    <>
      <p class="govuk-body">
        Each deadline follows the rule set that was in force on the day from which it counts, so a
        later rule set changes no earlier case. “Not confirmed” means that the rule or the dates
        were not read at their source.
      </p>
      <Sets sets={sets} chosen={chosen.id} />
      <h2 class="govuk-heading-l">{chosen.title}</h2>
      {(['case', 'review', 'action', 'partnership'] as const).map((of) => (
        <Rules of={of} rules={chosen.rules} />
      ))}
      <h2 class="govuk-heading-l">Working days</h2>
      {endsSoon ? (
        <WarningText
          text={`The bank holidays are known to the end of ${holidays.lastYear}. A deadline beyond it cannot be calculated until Heed is brought up to date.`}
          iconFallbackText="Warning"
        />
      ) : null}
      <p class="govuk-body">
        Not Saturday, Sunday or a bank holiday of England and Wales, known from {holidays.firstYear}{' '}
        to the end of {holidays.lastYear} ({holidays.source}). The day from which a time counts is
        day 0.
      </p>
    </>
  )
}
