import { SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { TextArea } from '#platform/html/fields.tsx'
import type { FormState, PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { Filter, FilteredList, OlderNewer } from '#platform/html/list-parts.tsx'
import type { ChosenFilter } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { markRuleIds, markRules, parameterOf } from '../mark-rules.ts'
import type { MarkParameter, MarkRuleId, MarkSettings } from '../mark-rules.ts'
import { groupWords, sayMark } from '../mark-words.ts'
import type { SaidMark } from '../mark-words.ts'
import { paths } from '../paths.ts'
import { sayWhen } from '../when.ts'
import type { When } from '../when.ts'
import { ChronologyParts } from './chronology-parts.tsx'

/** A mark as its pages show it. */
export interface ShownMark extends SaidMark {
  readonly uid: Uid
  readonly ruleVersion: number
  readonly raisedAt: Instant
  readonly entries: readonly {
    readonly uid: Uid
    readonly agency: string
    readonly happened: When
    readonly happenedAt: string | null
    readonly event: string
  }[]
  readonly dismissed: {
    readonly reason: string
    readonly by: string
    readonly agency: string | null
    readonly at: Instant
  } | null
}

/** All that the list of marks shows. */
export interface MarksModel {
  readonly uid: Uid
  readonly rows: readonly ShownMark[]
  readonly counts: ReadonlyMap<MarkRuleId, { readonly open: number; readonly dismissed: number }>
  readonly form: FormState
  readonly chosen: readonly ChosenFilter[]
  readonly state: 'open' | 'dismissed'
  readonly settings: MarkSettings
  readonly marksAt: Instant | null
  readonly cut: boolean
  readonly firstHref: string | undefined
  readonly nextHref: string | undefined
  readonly mayJudge: boolean
}

/** The lengths of a rule as this case has them. */
function sayLengths(settings: MarkSettings, rule: MarkRuleId): string {
  const own: Readonly<Record<string, MarkParameter>> = markRules[rule].parameters
  return Object.entries(own)
    .map(([name, { unit }]) => `${parameterOf(settings, rule, name)} ${unit}`)
    .join(', ')
}

/** A number that leads to what was counted. */
function Count({ n, href }: { readonly n: number; readonly href: string }) {
  return n === 0 ? <>0</> : <SafeLink href={href}>{String(n)}</SafeLink>
}

function Counts({ model }: { readonly model: MarksModel }) {
  return (
    <DataTable
      caption="Rules"
      rows={markRuleIds.map((rule) => ({ rule, counted: model.counts.get(rule) }))}
      columns={[
        { head: 'Rule', cell: ({ rule }) => markRules[rule].title },
        { head: 'What it points out', cell: ({ rule }) => markRules[rule].says },
        { head: 'Set to', cell: ({ rule }) => sayLengths(model.settings, rule), whole: true },
        {
          head: 'Open',
          cell: ({ rule, counted }) => (
            <Count n={counted?.open ?? 0} href={`${paths.marks(model.uid)}?rule=${rule}`} />
          ),
          numeric: true,
        },
        {
          head: 'Set aside',
          cell: ({ rule, counted }) => (
            <Count
              n={counted?.dismissed ?? 0}
              href={`${paths.marks(model.uid)}?rule=${rule}&state=dismissed`}
            />
          ),
          numeric: true,
        },
      ]}
    />
  )
}

function Rows({ model }: { readonly model: MarksModel }) {
  return (
    <DataTable
      caption={model.state === 'open' ? 'Open marks' : 'Marks that were set aside'}
      captionHidden
      rows={model.rows}
      columns={[
        {
          head: 'Rule',
          cell: (mark) => (
            <SafeLink href={paths.mark(model.uid, mark.uid)}>{markRules[mark.rule].title}</SafeLink>
          ),
        },
        { head: 'What it found', cell: (mark) => sayMark(mark) },
        {
          head: 'Entries',
          cell: (mark) =>
            mark.entries.map((entry) => (
              <div>
                <SafeLink href={paths.entry(entry.uid)}>{sayWhen(entry.happened)}</SafeLink>{' '}
                <span class="heed-quiet">{entry.agency}</span>
              </div>
            )),
        },
        ...(model.state === 'dismissed'
          ? [{ head: 'Why it was set aside', cell: (mark: ShownMark) => mark.dismissed?.reason }]
          : []),
      ]}
    />
  )
}

function options(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, text]) => ({ value, text }))
}

/** The marks of a chronology: gaps, contradictions, what came late, each with the rule that raised it. */
export function MarksPage({ model }: { readonly model: MarksModel }) {
  const { uid, form, rows } = model
  const titles = Object.fromEntries(markRuleIds.map((rule) => [rule, markRules[rule].title]))
  return (
    <>
      <ChronologyParts uid={uid} now="marks" />
      <p class="govuk-body">
        Marks are worked out from the entries. They are no findings: each is a place to look.
        {model.marksAt === null ? '' : ` Last worked out ${sayMoment(model.marksAt)}.`}
        {model.cut ? ' There are more than are kept: set longer lengths for the rules.' : ''}
      </p>
      {model.mayJudge ? (
        <ul class="govuk-list heed-acts heed-no-print">
          <li>
            <SafeLink href={paths.rules(uid)}>Set the lengths of the rules</SafeLink>
          </li>
        </ul>
      ) : null}
      <Counts model={model} />
      <FilteredList
        filter={
          <Filter
            action={paths.marks(uid)}
            chosen={[{ name: 'Showing only', items: model.chosen }]}
            clearHref={paths.marks(uid)}
          >
            <SelectField
              form={form}
              name="group"
              label="What"
              blank="All marks"
              options={options(groupWords)}
            />
            <SelectField
              form={form}
              name="rule"
              label="Rule"
              blank="Any"
              options={options(titles)}
            />
            <SelectField
              form={form}
              name="state"
              label="State"
              options={[
                { value: 'open', text: 'Open' },
                { value: 'dismissed', text: 'Set aside' },
              ]}
            />
          </Filter>
        }
      >
        {rows.length === 0 ? (
          <EmptyState title="No mark fits">
            {model.state === 'open'
              ? 'The rules point nothing out here.'
              : 'None of these marks was set aside.'}
          </EmptyState>
        ) : (
          <>
            <Rows model={model} />
            <OlderNewer
              words={rows.length === 1 ? 'Showing 1 mark' : `Showing ${rows.length} marks`}
              newerHref={model.firstHref}
              newerText="First page"
              olderHref={model.nextHref}
              olderText="Next page"
            />
          </>
        )}
      </FilteredList>
    </>
  )
}

/** One mark with the entries that it rests on, and the place to set it aside. */
export function MarkPage(props: {
  readonly uid: Uid
  readonly mark: ShownMark
  readonly form: PageForm
  readonly mayJudge: boolean
}) {
  const { uid, mark, form, mayJudge } = props
  return (
    <>
      <p class="govuk-body-l">{sayMark(mark)}</p>
      <FactList
        facts={[
          {
            name: 'Rule',
            value: `${markRules[mark.rule].title}, version ${mark.ruleVersion}`,
          },
          { name: 'What the rule points out', value: markRules[mark.rule].says },
          { name: 'First raised', value: sayMoment(mark.raisedAt) },
          mark.dismissed && {
            name: 'Set aside',
            value: (
              <>
                {mark.dismissed.reason}
                <div class="heed-quiet">
                  {mark.dismissed.by}
                  {mark.dismissed.agency === null ? '' : `, ${mark.dismissed.agency}`},{' '}
                  {sayMoment(mark.dismissed.at)}
                </div>
              </>
            ),
          },
        ]}
      />
      <DataTable
        caption="The entries"
        rows={mark.entries}
        columns={[
          {
            head: 'When it happened',
            cell: (entry) => (
              <SafeLink href={paths.entry(entry.uid)}>
                {sayWhen(entry.happened)}
                {entry.happenedAt === null ? '' : `, ${entry.happenedAt}`}
              </SafeLink>
            ),
          },
          { head: 'Agency', cell: (entry) => entry.agency },
          { head: 'What happened', cell: (entry) => entry.event },
        ]}
      />
      {mayJudge && mark.dismissed === null ? (
        <Form action={paths.mark(uid, mark.uid)} idempotencyKey={form.key}>
          <TextArea
            form={form}
            name="reason"
            label="Why it can be set aside"
            hint="It stays set aside as long as the facts under it are the same."
            rows={3}
          />
          <Button text="Set it aside" />
        </Form>
      ) : null}
      {mayJudge && mark.dismissed !== null ? (
        <Form action={paths.takeUp(uid, mark.uid)} idempotencyKey={form.key}>
          <Button text="Take it up again" classes="govuk-button--secondary" />
        </Form>
      ) : null}
    </>
  )
}
