import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'
import { Tag, type TagOptions } from './tag.tsx'

type Worded = Content & { readonly classes?: string | undefined }

/** One task: its name opens the act itself. */
export type TaskItem = {
  readonly title: Worded
  readonly hint?: Content | undefined
  readonly status: Worded & { readonly tag?: TagOptions | undefined }
  readonly href?: string | undefined
  readonly classes?: string | undefined
}

/** Options of a task list, as in the official macro; falsy items are left out. */
export type TaskListOptions = Common & {
  readonly idPrefix?: string | undefined
  readonly items: readonly (TaskItem | false | null | undefined)[]
}

/** GOV.UK task list: what is to be done, and how far each task is. */
export function TaskList(props: TaskListOptions) {
  return (
    <ul class={cx('govuk-task-list', props.classes)} {...attrs(props.attributes)}>
      {props.items.map((item, index) =>
        item ? <Task item={item} id={`${props.idPrefix || 'task-list'}-${index + 1}`} /> : null,
      )}
    </ul>
  )
}

function Task(props: { readonly item: TaskItem; readonly id: string }) {
  const { item, id } = props
  return (
    <li
      class={cx(
        'govuk-task-list__item',
        item.href && 'govuk-task-list__item--with-link',
        item.classes,
      )}
    >
      <div class="govuk-task-list__name-and-hint">
        {item.href ? (
          <a
            class={cx('govuk-link govuk-task-list__link', item.title.classes)}
            href={safeHref(item.href)}
            aria-describedby={cx(item.hint && `${id}-hint`, `${id}-status`)}
          >
            {contentOf(item.title)}
          </a>
        ) : (
          <div class={item.title.classes || undefined}>{contentOf(item.title)}</div>
        )}
        {item.hint ? (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {contentOf(item.hint)}
          </div>
        ) : null}
      </div>
      <div class={cx('govuk-task-list__status', item.status.classes)} id={`${id}-status`}>
        {item.status.tag ? <Tag {...item.status.tag} /> : contentOf(item.status)}
      </div>
    </li>
  )
}
