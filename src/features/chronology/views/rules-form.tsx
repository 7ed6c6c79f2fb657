import { DateField, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { lengthName, markRuleIds, markRules } from '../mark-rules.ts'
import type { MarkParameter } from '../mark-rules.ts'
import { paths } from '../paths.ts'

/** The period that agencies are asked about, and the lengths of the rules of this case. */
export function RulesForm(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}) {
  const { form, uid, version } = props
  return (
    <Form action={paths.rules(uid)} idempotencyKey={form.key} version={version}>
      <DateField
        form={form}
        name="periodFrom"
        label="First day that agencies are asked about"
        optional
      />
      <DateField
        form={form}
        name="periodTo"
        label="Last day that agencies are asked about"
        optional
      />
      {markRuleIds.flatMap((rule) => {
        const own: Readonly<Record<string, MarkParameter>> = markRules[rule].parameters
        return Object.entries(own).map(([name, parameter]) => (
          <TextField
            form={form}
            name={lengthName(rule, name)}
            label={`${markRules[rule].title}: ${parameter.label.charAt(0).toLowerCase()}${parameter.label.slice(1)}`}
            hint={`In ${parameter.unit}. Heed comes with ${parameter.ships}; no guidance fixes it.`}
            inputmode="numeric"
            suffix={parameter.unit}
            width={5}
          />
        ))
      })}
      <ButtonGroup>
        <Button text="Set them and work the marks out anew" />
        <SafeLink href={paths.marks(uid)}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}
