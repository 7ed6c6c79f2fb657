import { readFileSync } from 'node:fs'
import { h, type ComponentType } from 'preact'
import { afterAll, describe, expect, test } from 'vitest'
import { nodesOf, normalised, parseHtml, textOf, type Node } from '#tests/support/html-tree.ts'
import { Accordion } from './govuk/accordion.tsx'
import { BackLink } from './govuk/back-link.tsx'
import { Breadcrumbs } from './govuk/breadcrumbs.tsx'
import { Button } from './govuk/button.tsx'
import { CharacterCount } from './govuk/character-count.tsx'
import { Checkboxes } from './govuk/checkboxes.tsx'
import { DateInput } from './govuk/date-input.tsx'
import { Details } from './govuk/details.tsx'
import { ErrorMessage } from './govuk/error-message.tsx'
import { GovukErrorSummary } from './govuk/error-summary.tsx'
import { ExitThisPage } from './govuk/exit-this-page.tsx'
import { Fieldset } from './govuk/fieldset.tsx'
import { FileUpload } from './govuk/file-upload.tsx'
import { Footer } from './govuk/footer.tsx'
import { GenericHeader } from './govuk/generic-header.tsx'
import { Hint } from './govuk/hint.tsx'
import { Input } from './govuk/input.tsx'
import { InsetText } from './govuk/inset-text.tsx'
import { Label } from './govuk/label.tsx'
import { NotificationBanner } from './govuk/notification-banner.tsx'
import { Pagination } from './govuk/pagination.tsx'
import { Panel } from './govuk/panel.tsx'
import { Radios } from './govuk/radios.tsx'
import { Select } from './govuk/select.tsx'
import { ServiceNavigation } from './govuk/service-navigation.tsx'
import { SkipLink } from './govuk/skip-link.tsx'
import { SummaryList } from './govuk/summary-list.tsx'
import { Table } from './govuk/table.tsx'
import { Tabs } from './govuk/tabs.tsx'
import { Tag } from './govuk/tag.tsx'
import { TaskList } from './govuk/task-list.tsx'
import { Textarea } from './govuk/textarea.tsx'
import { WarningText } from './govuk/warning-text.tsx'
import { renderPart } from './render.ts'

// The official examples are JSON, so their options are only known when the test runs.
type AnyComponent = ComponentType<Record<string, unknown>>
function untyped<Props>(component: (props: Props) => unknown): AnyComponent {
  return component as AnyComponent
}

const components: Readonly<Record<string, AnyComponent>> = {
  accordion: untyped(Accordion),
  'back-link': untyped(BackLink),
  breadcrumbs: untyped(Breadcrumbs),
  button: untyped(Button),
  'character-count': untyped(CharacterCount),
  checkboxes: untyped(Checkboxes),
  'date-input': untyped(DateInput),
  details: untyped(Details),
  'error-message': untyped(ErrorMessage),
  'error-summary': untyped(GovukErrorSummary),
  'exit-this-page': untyped(ExitThisPage),
  fieldset: untyped(Fieldset),
  'file-upload': untyped(FileUpload),
  footer: untyped(Footer),
  'generic-header': untyped(GenericHeader),
  hint: untyped(Hint),
  input: untyped(Input),
  'inset-text': untyped(InsetText),
  label: untyped(Label),
  'notification-banner': untyped(NotificationBanner),
  pagination: untyped(Pagination),
  panel: untyped(Panel),
  radios: untyped(Radios),
  select: untyped(Select),
  'service-navigation': untyped(ServiceNavigation),
  'skip-link': untyped(SkipLink),
  'summary-list': untyped(SummaryList),
  table: untyped(Table),
  tabs: untyped(Tabs),
  tag: untyped(Tag),
  'task-list': untyped(TaskList),
  textarea: untyped(Textarea),
  'warning-text': untyped(WarningText),
}

type Fixture = {
  readonly name: string
  readonly options: Record<string, unknown>
  readonly html: string
}

function fixturesOf(component: string): readonly Fixture[] {
  const file = `node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`
  return JSON.parse(readFileSync(file, 'utf8')).fixtures
}

/** Options that hold markup as a string become nodes; all else stays as published. */
function withNodes(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withNodes(item))
  if (typeof value === 'string') return /^html$|Html$/.test(key) ? nodesOf(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (key === 'attributes') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withNodes(item, name)]),
  )
}

/** The slots of the service navigation take markup under their own names; a lone string is the end slot's html. */
function withSlots(options: Record<string, unknown>): Record<string, unknown> {
  if (typeof options['slots'] !== 'object' || options['slots'] === null) return options
  const slots = Object.entries(options['slots']).map(([name, item]) => {
    if (typeof item !== 'string') return [name, item]
    return [name, name === 'end' ? { html: nodesOf(item) } : nodesOf(item)]
  })
  return { ...options, slots: Object.fromEntries(slots) }
}

/** The official footer without the crown, the licence that it claims unasked and Crown copyright, which are not ours to show. */
function withoutCrown(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node): readonly Node[] => {
    if (typeof node === 'string') return [node]
    const classes = node.attributes['class'] ?? ''
    if (/crown|licence-logo/.test(classes)) return []
    if (
      /licence-description/.test(classes) &&
      /Open Government Licence v3\.0, except/.test(textOf(node.children))
    )
      return []
    const children = withoutCrown(node.children)
    if (
      children.some(
        (child) =>
          typeof child !== 'string' && /copyright-logo/.test(child.attributes['class'] ?? ''),
      )
    )
      return []
    return [{ ...node, children }]
  })
}

const cut = new Set(['footer'])
const passed = new Map<string, number>()

describe.each(Object.keys(components))('%s looks as GOV.UK publishes it', (name) => {
  const component = components[name]
  test.each(fixturesOf(name).map((fixture) => [fixture.name, fixture] as const))(
    '%s',
    (_, fixture) => {
      if (!component) throw new Error('unknown component')
      const props = withNodes(withSlots(fixture.options)) as Record<string, unknown>
      const ours = normalised(parseHtml(renderPart(h(component, props))))
      const theirs = parseHtml(fixture.html)
      expect(ours).toEqual(normalised(cut.has(name) ? withoutCrown(theirs) : theirs))
      passed.set(name, (passed.get(name) ?? 0) + 1)
    },
  )
})

afterAll(() => {
  const count = (name: string) => passed.get(name) ?? 0
  const all = Object.keys(components).map(
    (name) => [name, count(name), fixturesOf(name).length] as const,
  )
  const sum = (index: 1 | 2) => all.reduce((total, line) => total + line[index], 0)
  console.log(`Official examples passed: ${sum(1)} of ${sum(2)}`)
  console.log(all.map(([name, ours, theirs]) => `${name} ${ours}/${theirs}`).join('\n'))
})

test('all 657 examples that GOV.UK publishes for our components are tried', () => {
  const published = Object.keys(components).flatMap(fixturesOf)
  expect(published).toHaveLength(657)
})
