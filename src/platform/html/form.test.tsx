import fc from 'fast-check'
import type { VNode } from 'preact'
import { describe, expect, test } from 'vitest'
import { elementsOf, parseHtml, textOf, type Element } from '#tests/support/html-tree.ts'
import { CheckboxField, ConfirmField, RadioField, SelectField } from './choice-fields.tsx'
import { DateField, FileField, TextArea, TextField } from './fields.tsx'
import type { FormState } from './form-state.ts'
import { DraftsOfPage } from './draft-keeping.tsx'
import { ErrorSummary, Form } from './form.tsx'
import { renderPart } from './render.ts'

const options = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

function Everything(props: { readonly form: FormState }) {
  const { form } = props
  return (
    <>
      <ErrorSummary problems={form.problems} />
      <Form action="/send" idempotencyKey="key-1" version={7}>
        <TextField form={form} name="label" label="Our label" />
        <TextArea form={form} name="reasons" label="Reasons" maxLength={100} />
        <DateField form={form} name="seenOn" label="Seen on" />
        <RadioField form={form} name="decision" label="Decision" options={options} />
        <CheckboxField form={form} name="told" label="Told" options={options} />
        <SelectField form={form} name="owner" label="Owner" options={options} />
        <FileField form={form} name="paper" label="Paper" />
        <ConfirmField form={form} name="read" label="I have read it" />
      </Form>
    </>
  )
}

const fields = [
  'label',
  'reasons',
  'seenOn',
  'seenOn-day',
  'seenOn-month',
  'seenOn-year',
  'decision',
  'told',
  'owner',
  'paper',
  'read',
]

function shown(form: FormState): readonly Element[] {
  return elementsOf(parseHtml(renderPart(<Everything form={form} />)))
}

function withId(elements: readonly Element[], id: string): Element | undefined {
  return elements.find((element) => element.attributes['id'] === id)
}

function withClass(elements: readonly Element[], name: string): readonly Element[] {
  return elements.filter((element) => (element.attributes['class'] ?? '').split(' ').includes(name))
}

describe('the drafts of a form', () => {
  const noForm: FormState = { values: {}, problems: [] }
  const inPage = (form: VNode, typedOn?: number) =>
    renderPart(
      <DraftsOfPage.Provider value={{ path: '/drafts?form=/here', typedOn }}>
        {form}
      </DraftsOfPage.Provider>,
    )
  const about = <TextArea form={noForm} name="reasons" label="Reasons" />

  test('are kept by a form with free text, and by no other', () => {
    const withText = inPage(
      <Form action="/send" idempotencyKey="k">
        {about}
      </Form>,
    )
    expect(withText).toContain('data-draft-url="/drafts?form=/here"')
    const code = inPage(
      <Form action="/send" idempotencyKey="k">
        <TextField form={noForm} name="code" label="Code" />
      </Form>,
    )
    expect(code).not.toContain('data-draft')
  })

  test('of one form are not those of its neighbour, and a field outside of a form keeps none', () => {
    const page = inPage(
      <>
        {about}
        <Form action="/first" idempotencyKey="k">
          {about}
        </Form>
        <Form action="/second" idempotencyKey="k">
          <TextField form={noForm} name="code" label="Code" />
        </Form>
      </>,
    )
    expect(page.match(/data-draft-url/g)).toHaveLength(1)
  })

  test('say once on a page that the record has changed', () => {
    const form = (action: string) => (
      <Form action={action} idempotencyKey="k" version={3}>
        {about}
      </Form>
    )
    const page = inPage(
      <>
        {form('/first')}
        {form('/second')}
      </>,
      2,
    )
    expect(page.match(/has changed since you were typing/g)).toHaveLength(1)
    expect(inPage(form('/first'), 3)).not.toContain('has changed since')
  })
})

describe('what is wrong with a form', () => {
  test('stands in the summary and beside its field in the same words, and the summary leads to the control', () => {
    const problem = fc.record({
      field: fc.constantFrom(...fields),
      message: fc
        .string({ minLength: 1, maxLength: 40 })
        .filter((words) => words.trim() === words && !/\s\s/.test(words)),
    })
    fc.assert(
      fc.property(fc.array(problem, { maxLength: 12 }), (problems) => {
        const elements = shown({ values: {}, problems })
        const links = withClass(elements, 'govuk-error-summary__list').flatMap((list) =>
          elementsOf(list.children).filter(({ tag }) => tag === 'a'),
        )
        expect(links.map((link) => textOf(link.children))).toEqual(
          problems.map(({ message }) => message),
        )
        for (const link of links) {
          const control = withId(elements, (link.attributes['href'] ?? '').slice(1))
          expect(['input', 'textarea', 'select']).toContain(control?.tag)
        }
        const beside = withClass(elements, 'govuk-error-message')
          .map((message) => textOf(message.children))
          .join(' ')
        for (const { message } of problems) expect(beside).toContain(message)
        expect(withClass(elements, 'govuk-error-message').length > 0).toBe(problems.length > 0)
      }),
      { numRuns: 60 },
    )
  })

  test('is announced with its control by aria-describedby', () => {
    const elements = shown({
      values: {},
      problems: [{ field: 'label', message: 'Enter our label' }],
    })
    const ids = (withId(elements, 'label')?.attributes['aria-describedby'] ?? '').split(' ')
    expect(ids.map((id) => textOf(withId(elements, id)?.children ?? []))).toEqual([
      'Error: Enter our label',
    ])
  })

  test('marks only the box of a date that is wrong', () => {
    const elements = shown({
      values: {},
      problems: [{ field: 'seenOn-month', message: 'Enter a month from 1 to 12' }],
    })
    const marked = withClass(elements, 'govuk-input--error').map((box) => box.attributes['id'])
    expect(marked).toEqual(['seenOn-month'])
  })

  test('of the whole form has no link', () => {
    const elements = shown({
      values: {},
      problems: [{ field: '', message: 'The case was closed meanwhile' }],
    })
    const [list] = withClass(elements, 'govuk-error-summary__list')
    expect(textOf(list?.children ?? [])).toBe('The case was closed meanwhile')
    expect(elementsOf(list?.children ?? []).some(({ tag }) => tag === 'a')).toBe(false)
  })
})

describe('what a person typed', () => {
  test('is shown again as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        const elements = shown({ values: { label: typed, reasons: typed }, problems: [] })
        expect(withId(elements, 'label')?.attributes['value'] ?? '').toBe(typed)
        expect(textOf(withId(elements, 'reasons')?.children ?? [])).toBe(typed)
      }),
      { examples: [['\n\nTwo lines down'], ['<textarea>&amp;</textarea>']] },
    )
  })

  test('is shown again for dates, typed in parts or known as a date', () => {
    const boxes = (values: FormState['values']) => {
      const elements = shown({ values, problems: [] })
      return ['seenOn', 'seenOn-month', 'seenOn-year'].map(
        (id) => withId(elements, id)?.attributes['value'],
      )
    }
    expect(boxes({ seenOn: '2026-03-07' })).toEqual(['7', '3', '2026'])
    expect(boxes({ seenOn: { day: '31', month: '2', year: '26' } })).toEqual(['31', '2', '26'])
    expect(boxes({ 'seenOn-day': 'x', 'seenOn-month': '', 'seenOn-year': '2026' })).toEqual([
      'x',
      '',
      '2026',
    ])
    expect(boxes({ seenOn: null })).toEqual(['', '', ''])
  })

  test('is chosen and ticked again', () => {
    const elements = shown({
      values: { decision: 'no', told: ['yes', 'no'], owner: 'yes', read: 'yes' },
      problems: [],
    })
    const checked = elements
      .filter((element) => 'checked' in element.attributes)
      .map((element) => element.attributes['id'])
    expect(checked).toEqual(['decision-2', 'told', 'told-2', 'read'])
    expect(
      elements
        .filter((element) => 'selected' in element.attributes)
        .map((element) => element.attributes['value']),
    ).toEqual(['yes'])
  })
})

test('a form carries its key once and the version that the person saw', () => {
  const hidden = shown({ values: {}, problems: [] }).filter(
    (element) => element.attributes['type'] === 'hidden',
  )
  expect(hidden.map(({ attributes }) => [attributes['name'], attributes['value']])).toEqual([
    ['_key', 'key-1'],
    ['_version', '7'],
  ])
})

test('no two controls of a form share an id', () => {
  const ids = shown({
    values: {},
    problems: fields.map((field) => ({ field, message: 'Wrong' })),
  }).flatMap((element) => element.attributes['id'] ?? [])
  expect(new Set(ids).size).toBe(ids.length)
})
