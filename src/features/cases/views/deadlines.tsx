import { DataTable } from '#platform/html/data-table.tsx'
import { Details } from '#platform/html/govuk/details.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate, sayDateInFull } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { classWords, sayAnchor, sayStanding } from '../case-words.ts'
import type { Deadline } from '../deadline.ts'
import { paths } from '../paths.ts'

function Due({ deadline }: { readonly deadline: Deadline }) {
  const { due, originalDue, revisedDues, formerDues, stricter, warning } = deadline
  return (
    <>
      {due === null ? 'No date yet' : sayDateInFull(due)}
      {revisedDues.length > 0 && originalDue !== null ? (
        <div class="heed-quiet">First due {sayDate(originalDue)}</div>
      ) : null}
      {formerDues.map((former) => (
        <div class="heed-quiet">
          {former.due === null ? 'Had no date' : `Was ${sayDate(former.due)}`} until the date it
          counts from was corrected: {former.reason}
        </div>
      ))}
      {warning === null ? null : (
        <div class="heed-quiet">
          Not a working day; the last one before is {sayDate(warning.lastWorkingDay)}
        </div>
      )}
      {stricter === null ? null : (
        <div class="heed-quiet">Stricter reading elsewhere: {sayDate(stricter.due)}</div>
      )}
    </>
  )
}

function Rule({ deadline }: { readonly deadline: Deadline }) {
  const { rule, anchoredOn, anchorIsExact, ruleSet } = deadline
  const from =
    anchoredOn === null
      ? ''
      : ` (${anchorIsExact ? '' : 'earliest possible '}${sayDate(anchoredOn)})`
  return (
    <>
      {rule.inWords}
      {from}
      <div class="heed-quiet">
        {classWords[rule.class]}
        {rule.certainty === 'unconfirmed' ? ', not confirmed' : ''}. {rule.source}. Rule set{' '}
        {ruleSet}.
      </div>
    </>
  )
}

/** The duties of other kinds of case, each with the reason why it does not apply here. */
function Inapplicable({ rows }: { readonly rows: readonly Deadline[] }) {
  if (rows.length === 0) return null
  return (
    <Details summaryText={`Duties that do not apply (${rows.length})`}>
      <ul class="govuk-list govuk-list--bullet">
        {rows.map((deadline) => (
          <li>
            {deadline.rule.title}: {sayStanding(deadline.state, sayAnchor(deadline)).words}
          </li>
        ))}
      </ul>
    </Details>
  )
}

const doesNotApply = ({ state }: Deadline) => state.state === 'not-applicable'

/** Every deadline of a case with its date, how it stands, the rule and its source. */
export function Deadlines(props: {
  readonly uid: Uid
  readonly deadlines: readonly Deadline[]
  readonly mayKeep: boolean
}) {
  const shown = props.deadlines.filter((deadline) => !doesNotApply(deadline))
  if (shown.length === 0) {
    return (
      <EmptyState title="No deadlines">
        No rule asks for anything in this case by a date.
      </EmptyState>
    )
  }
  return (
    <>
      <DataTable
        caption="Deadlines"
        rows={shown}
        columns={[
          { head: 'Duty', cell: (deadline) => deadline.rule.title },
          {
            head: 'How it stands',
            cell: (deadline) => {
              const standing = sayStanding(deadline.state, sayAnchor(deadline))
              return <StateWord tone={standing.tone}>{standing.words}</StateWord>
            },
          },
          { head: 'Date', cell: (deadline) => <Due deadline={deadline} /> },
          { head: 'Rule', cell: (deadline) => <Rule deadline={deadline} /> },
          ...(props.mayKeep
            ? [
                {
                  head: 'Record',
                  acts: true,
                  cell: (deadline: Deadline) => (
                    <SafeLink href={paths.duty(props.uid, deadline.rule.id)}>
                      Done or later
                      <span class="govuk-visually-hidden">: {deadline.rule.title}</span>
                    </SafeLink>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Inapplicable rows={props.deadlines.filter(doesNotApply)} />
      <p class="govuk-body">
        <SafeLink href={paths.ruleSets}>Rules of the deadlines</SafeLink>
      </p>
    </>
  )
}
