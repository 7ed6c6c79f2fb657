import type { PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import type { ModuleSwitch } from '../model.ts'
import { paths } from '../paths.ts'

function Switch(props: { readonly form: PageForm; readonly module: ModuleSwitch }) {
  const { form, module } = props
  const action = module.isOn ? paths.switchOff(module.name) : paths.switchOn(module.name)
  const words = module.isOn ? 'Switch off' : 'Switch on'
  return (
    <Form action={action} idempotencyKey={form.key}>
      <Button classes="govuk-button--secondary">
        {words}
        <span class="govuk-visually-hidden"> {module.title}</span>
      </Button>
    </Form>
  )
}

/** The parts of Heed, and which of them this partnership uses. */
export function Modules(props: {
  readonly form: PageForm
  readonly modules: readonly ModuleSwitch[]
  readonly maySwitch: boolean
}) {
  const { form, modules, maySwitch } = props
  return (
    <>
      <p class="govuk-body">
        A module that is off does not exist for anybody in the partnership. What was recorded stays
        as it is and is back when the module is switched on again.
      </p>
      {modules.map((module) => (
        <section>
          <h2 class="govuk-heading-m">{module.title}</h2>
          <p class="govuk-body">{module.isOn ? 'In use.' : 'Switched off.'}</p>
          {maySwitch ? <Switch form={form} module={module} /> : null}
        </section>
      ))}
    </>
  )
}
