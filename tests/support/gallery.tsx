import type { Frame } from '#platform/html/frame.tsx'
import type { FormState } from '#platform/html/form-state.ts'
import { Badge, IdentityBar, SubNavigation } from '#platform/html/case-parts.tsx'
import { BarChart } from '#platform/html/bar-chart.tsx'
import { LineChart } from '#platform/html/line-chart.tsx'
import {
  CheckboxField,
  ConfirmField,
  RadioField,
  SelectField,
} from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { DateField, FileField, TextArea, TextField } from '#platform/html/fields.tsx'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { Details } from '#platform/html/govuk/details.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { TaskList } from '#platform/html/govuk/task-list.tsx'
import { WarningText } from '#platform/html/govuk/warning-text.tsx'
import { History } from '#platform/html/history.tsx'
import { Filter, FilteredList, OlderNewer } from '#platform/html/list-parts.tsx'
import { Page } from '#platform/html/page.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord, type Tone } from '#platform/html/state-word.tsx'

/** The frame of an invented reader in the invented partnership. */
export const galleryFrame: Frame = {
  partnership: 'Aldermere',
  account: { name: 'Rowan Ashby', href: '/account', signOutPath: '/sign-out' },
  sample: true,
  session: {
    idleSeconds: 900,
    warnSeconds: 120,
    extendPath: '/session/extend',
    endedPath: '/ended',
  },
  navigation: [
    { text: 'Home', href: '/' },
    { text: 'Cases', href: '/cases', active: true },
    { text: 'Recommendations', href: '/recommendations' },
    { text: 'Library', href: '/library' },
    { text: 'Agencies', href: '/agencies' },
  ],
}

const printed = { reference: 'reference AM-7K2Q', by: 'Rowan Ashby', at: '6 October 2025 at 10.42' }

/** One record: facts, states, what is due, history. */
export function RecordPage() {
  return (
    <Page
      frame={galleryFrame}
      title="Rapid review"
      caption="Case Q, reference AM-7K2Q"
      state="Due Monday 6 October: 9 working days left"
      breadcrumbs={[
        { text: 'Cases', href: '/cases' },
        { text: 'Case Q', href: '/cases/q' },
        { text: 'Rapid review' },
      ]}
      identity={
        <IdentityBar
          title="Case Q"
          state={<StateWord tone="due-soon">Due in 9 working days</StateWord>}
        />
      }
      done="The decision is recorded. The three partners were told."
      printed={printed}
      layout="reading"
    >
      <SubNavigation
        label="Parts of case Q"
        items={[
          { text: 'Overview', href: '/cases/q' },
          { text: 'Rapid review', href: '/cases/q/rapid-review', current: true },
          { text: 'Learning', href: '/cases/q/learning' },
          { text: 'People', href: '/cases/q/people' },
        ]}
      />
      <h2 class="govuk-heading-m">What is due</h2>
      <TaskList
        items={[
          {
            title: { text: 'Answer the recommendation on handover' },
            href: '/a',
            hint: { text: 'Aldermere Hospitals Trust' },
            status: { html: <StateWord tone="late">Late by 3 days</StateWord> },
          },
          {
            title: { text: 'Sign the rapid review' },
            href: '/b',
            status: { html: <StateWord tone="due-soon">Due Thursday</StateWord> },
          },
          {
            title: { text: 'Record what the partners think' },
            href: '/c',
            status: { html: <StateWord tone="kept">Done</StateWord> },
          },
          {
            title: { text: 'Read the chair’s note' },
            href: '/d',
            status: { html: <StateWord tone="know">New since Friday</StateWord> },
          },
        ]}
      />
      <h2 class="govuk-heading-m">What is known</h2>
      <FactList
        facts={[
          {
            name: 'Incident',
            value: <time dateTime="2025-09-15">Monday 15 September 2025</time>,
            change: { href: '/change' },
          },
          { name: 'Notified to the national panel', unknown: 'Not yet decided' },
          {
            name: 'Agencies',
            value: 'Aldermere Council, Aldermere Hospitals Trust, Wend Valley Police',
          },
          { name: 'State', value: <StateWord tone="quiet">Waiting for two answers</StateWord> },
        ]}
      />
      <InsetText>
        <p class="govuk-body">
          A finding can be shared the day it is agreed. Nothing here waits for the end of the
          review.
        </p>
      </InsetText>
      <Details summaryText="Why this date">
        <p class="govuk-body">
          Fifteen working days from the day the incident was known, by rule set 2023-12.
        </p>
      </Details>
      <WarningText>Publishing needs two people of two agencies.</WarningText>
      <h2 class="govuk-heading-m">History</h2>
      <History
        items={[
          {
            title: 'Decision recorded',
            by: 'Rowan Ashby, business manager',
            on: '2025-10-03T09:30:00Z',
            words: 'Friday 3 October 2025, 10.30',
            children: (
              <p class="govuk-body">The criteria are met. Reasons are on the decision page.</p>
            ),
          },
          {
            title: 'Rapid review opened',
            by: 'Sam Okoro',
            on: '2025-09-16',
            words: 'Tuesday 16 September 2025',
          },
        ]}
      />
      <p class="govuk-body">
        <Badge>Restricted</Badge> Read the{' '}
        <SafeLink href="https://www.example.org/guidance">guidance of the panel</SafeLink>.
      </p>
    </Page>
  )
}

type Line = {
  title: string
  owner: string
  due: string
  on: string
  tone: Tone
  state: string
  steps: string
}
const lines: readonly Line[] = [
  {
    title: 'Make handover between wards safe',
    owner: 'Head of midwifery',
    due: 'Wednesday 1 October 2025',
    on: '2025-10-01',
    tone: 'late',
    state: 'Late by 5 days',
    steps: '2 of 4',
  },
  {
    title: 'Ask each father about his own health at the first visit',
    owner: 'Named nurse',
    due: 'Monday 20 October 2025',
    on: '2025-10-20',
    tone: 'due-soon',
    state: 'Due in 10 working days',
    steps: '3 of 5',
  },
  {
    title: 'Share the birth plan with the out-of-hours team',
    owner: 'Service manager, children’s social care',
    due: 'Friday 28 November 2025',
    on: '2025-11-28',
    tone: 'quiet',
    state: 'Under way',
    steps: '0 of 3',
  },
  {
    title: 'Write the date of the last safer-sleep conversation in the shared record',
    owner: 'Lead health visitor',
    due: 'Friday 29 August 2025',
    on: '2025-08-29',
    tone: 'kept',
    state: 'Evidence accepted',
    steps: '6 of 6',
  },
]

/** Many of a kind: filter, table, paging, charts, and an empty list. */
export function ListPage() {
  const form: FormState = { values: { owner: 'named-nurse', q: 'handover' }, problems: [] }
  return (
    <Page
      frame={galleryFrame}
      title="Recommendations"
      layout="wide"
      state="4 of 120 shown"
      printed={printed}
    >
      <FilteredList
        filter={
          <Filter
            action="/recommendations"
            clearHref="/recommendations"
            chosen={[
              { name: 'Owner', items: [{ text: 'Named nurse', withoutHref: '/recommendations' }] },
            ]}
          >
            <TextField form={form} name="q" label="Words" />
            <SelectField
              form={form}
              name="owner"
              label="Owner"
              blank="Anybody"
              options={[
                { value: 'named-nurse', text: 'Named nurse' },
                { value: 'head', text: 'Head of midwifery' },
              ]}
            />
            <CheckboxField
              form={form}
              name="state"
              label="State"
              small
              options={[
                { value: 'late', text: 'Late' },
                { value: 'open', text: 'Under way' },
              ]}
            />
          </Filter>
        }
      >
        <DataTable
          caption="Recommendations, soonest first"
          columns={[
            {
              head: 'Recommendation',
              cell: (line: Line) => (
                <a class="govuk-link" href="/r">
                  {line.title}
                </a>
              ),
              sort: { href: '?sort=title' },
            },
            { head: 'Owner', cell: (line) => line.owner },
            {
              head: 'Due',
              cell: (line) => <time dateTime={line.on}>{line.due}</time>,
              sort: { href: '?sort=due', now: 'ascending' },
            },
            { head: 'Steps done', cell: (line) => line.steps, numeric: true },
            { head: 'State', cell: (line) => <StateWord tone={line.tone}>{line.state}</StateWord> },
          ]}
          rows={lines}
        />
        <OlderNewer
          words="Showing 4 of 120 recommendations"
          newerHref="?before=a"
          olderHref="?after=b"
        />
        <h2 class="govuk-heading-m">How far they are</h2>
        <BarChart
          title="Recommendations by state, October 2025"
          of="State"
          points={[
            { label: 'Evidence accepted', value: 48, words: '48 of 120' },
            { label: 'Said done, evidence not yet accepted', value: 31, words: '31 of 120' },
            { label: 'Under way', value: 37, words: '37 of 120' },
            { label: 'Late', value: 4, words: '4 of 120' },
          ]}
        />
        <LineChart
          title="Answered in time, by quarter"
          of="Quarter"
          series={[
            {
              name: 'Hospitals',
              points: [12, 14, 13, 18, 22].map((value, index) => ({
                label: `Q${index + 1}`,
                value,
              })),
            },
            {
              name: 'Council',
              points: [20, 17, 15, 12, 11].map((value, index) => ({
                label: `Q${index + 1}`,
                value,
              })),
            },
          ]}
        />
        <h2 class="govuk-heading-m">Waiting for your signature</h2>
        <EmptyState
          title="Nothing waits for your signature"
          action={{ href: '/cases', text: 'See all cases' }}
        >
          A review appears here when its last section is agreed.
        </EmptyState>
      </FilteredList>
    </Page>
  )
}

/** A form as it comes back with problems. */
export function FormPage() {
  const form: FormState = {
    values: {
      label: 'Case Q',
      'seenOn-day': '31',
      'seenOn-month': '2',
      'seenOn-year': '2026',
      told: ['police'],
    },
    problems: [
      { field: 'seenOn', message: 'Enter the date the child was seen, like 27 3 2026' },
      { field: 'reasons', message: 'Enter the reasons for the decision' },
      { field: 'decision', message: 'Choose whether the criteria are met' },
    ],
  }
  return (
    <Page
      frame={galleryFrame}
      title="Record the decision"
      back={{ href: '/cases/q' }}
      problems={form.problems}
      scripts={[]}
    >
      <Form
        action="/cases/q/decide"
        idempotencyKey="k-1"
        version={3}
        draftPath="/drafts/1"
        multipart
      >
        <TextField
          form={form}
          name="label"
          label="Our label"
          hint="Never initials or a name"
          width={20}
        />
        <DateField form={form} name="seenOn" label="When was the child last seen?" />
        <RadioField
          form={form}
          name="decision"
          label="Are the criteria met?"
          options={[
            { value: 'yes', text: 'Yes' },
            {
              value: 'no',
              text: 'No',
              hint: 'The reasons are kept with the case',
              opens: (
                <TextField form={form} name="instead" label="What will be done instead?" optional />
              ),
            },
          ]}
        />
        <TextArea form={form} name="reasons" label="Reasons" maxLength={2000} />
        <CheckboxField
          form={form}
          name="told"
          label="Who was told?"
          options={[
            { value: 'police', text: 'Police' },
            {
              value: 'other',
              text: 'Somebody else',
              opens: <TextField form={form} name="whom" label="Whom?" />,
            },
          ]}
        />
        <FileField form={form} name="paper" label="The signed paper" accept=".pdf,.docx" optional />
        <ConfirmField form={form} name="confirm" label="I have read the three partners’ views" />
        <ButtonGroup>
          <Button text="Record decision" />
          <Button
            text="Save and come back later"
            classes="govuk-button--secondary"
            name="later"
            value="yes"
          />
          <a class="govuk-link" href="/cases/q">
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

/** A public page: nobody is signed in. */
export function PublicPage() {
  return (
    <Page
      frame={{
        indexed: true,
        navigation: [],
        footer: [{ text: 'Accessibility', href: '/accessibility' }],
      }}
      title="What was learned: case Q"
      state="Published on Monday 6 October 2025"
    >
      <p class="govuk-body-l">
        A baby died in Aldermere in 2024. This page says what was learned, what was recommended and
        what happened next.
      </p>
      <h2 class="govuk-heading-m">What happened next</h2>
      <FactList
        card={{ title: 'Make handover between wards safe' }}
        facts={[
          { name: 'Answer', value: 'Accepted by Aldermere Hospitals Trust on 3 March 2025' },
          {
            name: 'Where it stands',
            value: <StateWord tone="know">Said done, evidence not yet accepted</StateWord>,
          },
        ]}
      />
    </Page>
  )
}

/** Every page of the gallery by its path. */
export const gallery = {
  '/record': RecordPage,
  '/list': ListPage,
  '/form': FormPage,
  '/public': PublicPage,
} as const
