import type { PageForm } from '#platform/html/form-state.ts'
import { DataTable } from '#platform/html/data-table.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { safeHref } from '#platform/html/safe-link.tsx'
import { sayDate, sayMomentNear } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Account, HeldRole, LastLink, WaitingRole, Way } from '../model.ts'
import { paths } from '../paths.ts'

/** What an administrator sees of a person. */
export interface PersonModel {
  readonly form: PageForm
  readonly account: Account
  readonly roles: readonly (HeldRole & { readonly title: string })[]
  readonly waiting: readonly (WaitingRole & { readonly title: string })[]
  readonly ways: readonly Way[]
  readonly link: LastLink | undefined
  readonly today: PlainDate
  /** The reader administers accounts, has confirmed lately that it is them, and this is not their own. */
  readonly mayChange: boolean
  /** The same, but the confirmation is missing. */
  readonly mayConfirm: boolean
}

function dayOf(moment: Instant | null, last = false): string {
  if (moment === null) return last ? 'No end set' : ''
  return sayDate(londonToday(moment))
}

const linkWords: Readonly<Record<LastLink['state'], string>> = {
  open: 'Not used yet',
  used: 'Used',
  over: 'Ran out unused',
  waits: 'Waits for a second administrator',
  withdrawn: 'Replaced or withdrawn',
}

function waysIn({ ways, today }: PersonModel): string {
  if (ways.length === 0) return ''
  const last = ways.map((way) => way.usedAt).filter((used) => used !== null)
  const latest = last.sort().at(-1)
  const kinds = { passkey: 'Passkey', code: 'Authenticator app', provider: 'Organisation' }
  const names = [...new Set(ways.map((way) => kinds[way.kind]))].join(', ')
  return latest === undefined ? names : `${names}; last used ${sayMomentNear(latest, today)}`
}

function Facts(props: PersonModel) {
  const { account, link, mayChange, today } = props
  const to = (what: string) => ({ href: paths.personTo(account.uid, what) })
  return (
    <FactList
      facts={[
        {
          name: 'Name',
          value: account.name,
          change: mayChange && account.active ? to('details') : undefined,
        },
        {
          name: 'Agency',
          value: account.agencyName,
          unknown: 'None recorded',
          change: mayChange && account.active ? to('details') : undefined,
        },
        {
          name: 'Signs in with',
          value: waysIn(props),
          unknown: 'Nothing yet',
          change: mayChange && account.active ? { ...to('link'), text: 'New link' } : undefined,
        },
        {
          name: 'Last link',
          value: link && `${linkWords[link.state]}, made ${sayMomentNear(link.createdAt, today)}`,
          unknown: 'None made',
        },
        {
          name: 'Last used Heed',
          value: account.seenAt && sayMomentNear(account.seenAt, today),
          unknown: 'Not yet',
        },
      ]}
    />
  )
}

function Waiting(props: PersonModel) {
  const { account, form, waiting, link, mayChange } = props
  const linkWaits = link?.state === 'waits' && mayChange
  if (waiting.length === 0 && !linkWaits) return null
  return (
    <>
      <h2 class="govuk-heading-m">Waits for a second administrator</h2>
      {waiting.map((each) => (
        <>
          <p class="govuk-body">
            Role {each.title}, asked for by {each.askedBy}
            {each.endsAt === null ? '' : `, until ${sayDate(londonToday(each.endsAt))}`}.
          </p>
          {mayChange ? (
            <ButtonGroup>
              {each.askedByMe ? null : (
                <ActButton
                  form={form}
                  action={`${paths.person(account.uid)}/asked/${each.uid}/agree`}
                  text={`Agree to ${each.title}`}
                />
              )}
              <ActButton
                form={form}
                action={`${paths.person(account.uid)}/asked/${each.uid}/refuse`}
                text={each.askedByMe ? 'Take it back' : `Refuse ${each.title}`}
              />
            </ButtonGroup>
          ) : null}
        </>
      ))}
      {linkWaits && link ? (
        <>
          <p class="govuk-body">
            A new link, made by {link.createdBy ?? 'the operator'}. {account.name} can sign in
            already: agree only when you have spoken with them.
          </p>
          {link.createdByMe ? null : (
            <ActButton
              form={form}
              action={paths.personTo(account.uid, 'link/agree')}
              text="Agree to the new link"
            />
          )}
        </>
      ) : null}
    </>
  )
}

function ActButton(props: { form: PageForm; action: string; text: string }) {
  return (
    <Form action={props.action} idempotencyKey={props.form.key}>
      <Button text={props.text} classes="govuk-button--secondary" />
    </Form>
  )
}

function Roles({ account, form, mayChange, roles }: PersonModel) {
  return (
    <>
      <h2 class="govuk-heading-m">Roles</h2>
      {roles.length === 0 ? <p class="govuk-body">None so far.</p> : null}
      {roles.length > 0 ? (
        <DataTable
          caption="Roles"
          captionHidden
          rows={roles}
          columns={[
            { head: 'Role', cell: (each) => each.title },
            { head: 'Through', cell: (each) => each.post ?? 'In person' },
            { head: 'From', cell: (each) => dayOf(each.from) },
            { head: 'To', cell: (each) => dayOf(each.to, true) },
            {
              head: 'End',
              acts: true,
              cell: (each) =>
                mayChange && each.isNow && each.post === null ? (
                  <Form
                    action={`${paths.person(account.uid)}/roles/${each.role}/end`}
                    idempotencyKey={form.key}
                  >
                    <Button
                      classes="govuk-button--secondary govuk-!-margin-bottom-0"
                      html={
                        <>
                          End now<span class="govuk-visually-hidden">: {each.title}</span>
                        </>
                      }
                    />
                  </Form>
                ) : (
                  ''
                ),
            },
          ]}
        />
      ) : null}
      {mayChange && account.active ? (
        <ButtonGroup>
          <Button text="Give a role" href={paths.personTo(account.uid, 'role')} />
        </ButtonGroup>
      ) : null}
    </>
  )
}

/** One person who signs in: what an administrator knows and can do, and nothing of any case. */
export function Person(props: PersonModel) {
  const { account, form, mayChange } = props
  return (
    <>
      <Facts {...props} />
      {props.mayConfirm ? (
        <ButtonGroup>
          <Button text="Change something" href={paths.confirmFor(paths.person(account.uid))} />
        </ButtonGroup>
      ) : null}
      <Waiting {...props} />
      <Roles {...props} />
      {mayChange && account.active ? (
        <>
          <h2 class="govuk-heading-m">Sessions</h2>
          <p class="govuk-body">
            {account.sessions === 0
              ? 'Not signed in now.'
              : `Signed in ${account.sessions === 1 ? 'in one place' : `in ${account.sessions} places`} now.`}
          </p>
          {account.sessions > 0 ? (
            <ActButton
              form={form}
              action={paths.personTo(account.uid, 'sessions/end')}
              text="Sign them out everywhere"
            />
          ) : null}
        </>
      ) : null}
      {mayChange ? (
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={safeHref(paths.personTo(account.uid, account.active ? 'end' : 'open'))}
          >
            {account.active ? 'End the account: the person leaves' : 'Open the account again'}
          </a>
        </p>
      ) : null}
    </>
  )
}
