import { can } from '#platform/access/can.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { dismissMark, setRules, takeUpMark } from '../commands/marks.ts'
import { explain } from '../explain.ts'
import { lengthName, markRuleIds, markRules, parameterOf } from '../mark-rules.ts'
import type { MarkSettings } from '../mark-rules.ts'
import { groupWords } from '../mark-words.ts'
import { paths } from '../paths.ts'
import { countMarks, getMark, listMarks } from '../queries/marks.ts'
import { getOpenChronology } from '../queries/parts.ts'
import type { OpenChronology } from '../queries/parts.ts'
import { MarkParams, MarksQuery, NothingMore, ReasonForm, RulesForm } from '../schemas.ts'
import { MarkPage, MarksPage } from '../views/mark-pages.tsx'
import { RulesForm as RulesFields } from '../views/rules-form.tsx'
import { addressOf } from './address.ts'
import { caseFrame, withKnown } from './frame.ts'

function settingsOf(form: RulesForm): MarkSettings {
  return Object.fromEntries(
    markRuleIds.flatMap((rule) => {
      const names = Object.keys(markRules[rule].parameters)
      const set = names.map((name) => [name, form[lengthName(rule, name)]])
      return names.length === 0 ? [] : [[rule, Object.fromEntries(set)]]
    }),
  )
}

function rulesValues({ chronology }: OpenChronology): Record<string, unknown> {
  return {
    periodFrom: chronology.periodFrom ?? '',
    periodTo: chronology.periodTo ?? '',
    ...Object.fromEntries(
      markRuleIds.flatMap((rule) =>
        Object.keys(markRules[rule].parameters).map((name) => [
          lengthName(rule, name),
          parameterOf(chronology.settings, rule, name),
        ]),
      ),
    ),
  }
}

/** The marks of a chronology, setting them aside, and the lengths of the rules. */
export const markPages: readonly Route[] = [
  page({
    path: '/cases/:uid/chronology/marks',
    can: 'chronology:read',
    audit: 'chronology-mark-list.viewed',
    params: UidParams,
    query: MarksQuery,
    handle: async (ctx, { params, query }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const { rows, next } = await listMarks(ctx, open, query)
      const path = paths.marks(open.kase.uid)
      const { group, rule, state } = query
      const kept = { group, rule, ...(state === 'dismissed' && { state }) }
      const chosen = [
        ...(group
          ? [
              {
                text: groupWords[group],
                withoutHref: addressOf(path, { ...kept, group: undefined }),
              },
            ]
          : []),
        ...(rule
          ? [
              {
                text: markRules[rule].title,
                withoutHref: addressOf(path, { ...kept, rule: undefined }),
              },
            ]
          : []),
        ...(state === 'dismissed'
          ? [{ text: 'Set aside', withoutHref: addressOf(path, { group, rule }) }]
          : []),
      ]
      const model = {
        uid: open.kase.uid,
        rows,
        counts: await countMarks(ctx, open.chronologyId),
        form: { values: query, problems: [] },
        chosen,
        state,
        settings: open.chronology.settings,
        marksAt: open.chronology.marksAt,
        cut: open.chronology.marksCut,
        firstHref: query.after === undefined ? undefined : addressOf(path, kept),
        nextHref: next && addressOf(path, { ...kept, after: next }),
        mayJudge: can(ctx.actor, 'chronology:judge'),
      }
      return {
        ...caseFrame(open.kase),
        title: 'Marks',
        layout: 'wide',
        body: <MarksPage model={model} />,
        about: { ...caseFrame(open.kase).about, listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: '/cases/:uid/chronology/marks/:mark',
    can: 'chronology:read',
    audit: 'chronology-mark.viewed',
    params: MarkParams,
    handle: async (ctx, { params, form }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const mark = await getMark(ctx, open, params.mark)
      return {
        ...caseFrame(open.kase),
        title: 'A mark',
        back: { href: paths.marks(open.kase.uid), text: 'Marks' },
        layout: 'wide',
        body: (
          <MarkPage
            uid={open.kase.uid}
            mark={mark}
            form={form}
            mayJudge={can(ctx.actor, 'chronology:judge')}
          />
        ),
        about: {
          object: { type: 'chronology-mark', uid: mark.uid },
          scopeUid: open.kase.scopeUid,
        },
      }
    },
  }),
  act({
    path: '/cases/:uid/chronology/marks/:mark',
    page: '/cases/:uid/chronology/marks/:mark',
    can: 'chronology:judge',
    audit: 'chronology-mark.set-aside',
    said: 'The mark is set aside, as long as the facts under it are the same.',
    params: MarkParams,
    body: ReasonForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const at = { case: params.uid, mark: params.mark }
      const done = await dismissMark(ctx, at, body.reason)
      if (!done.ok) return done
      const about = { object: { type: 'chronology-mark', uid: params.mark } }
      return ok({ to: paths.marks(params.uid), about })
    },
  }),
  act({
    path: '/cases/:uid/chronology/marks/:mark/take-up',
    page: '/cases/:uid/chronology/marks/:mark',
    can: 'chronology:judge',
    audit: 'chronology-mark.taken-up',
    said: 'The mark is open again.',
    params: MarkParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const done = await takeUpMark(ctx, { case: params.uid, mark: params.mark })
      if (!done.ok) return done
      const about = { object: { type: 'chronology-mark', uid: params.mark } }
      return ok({ to: paths.mark(params.uid, params.mark), about })
    },
  }),
  page({
    path: '/cases/:uid/chronology/rules',
    can: 'chronology:judge',
    audit: 'chronology.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const open = await getOpenChronology(ctx, params.uid)
      return {
        ...caseFrame(open.kase),
        title: 'Lengths of the rules',
        back: { href: paths.marks(open.kase.uid), text: 'Marks' },
        body: (
          <RulesFields
            form={withKnown(form, rulesValues(open))}
            uid={open.kase.uid}
            version={open.chronology.version}
          />
        ),
      }
    },
  }),
  act({
    path: '/cases/:uid/chronology/rules',
    page: '/cases/:uid/chronology/rules',
    can: 'chronology:judge',
    audit: 'chronology-rules.set',
    said: 'The rules are set, and the marks are worked out anew.',
    params: UidParams,
    body: RulesForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const { periodFrom, periodTo } = body
      // The schema has every length as a field of its own; its type forgets their names.
      const set = { periodFrom, periodTo, settings: settingsOf(body as RulesForm) }
      const done = await setRules(ctx, params.uid, set)
      if (!done.ok) return done
      const about = { object: { type: 'case', uid: params.uid } }
      return ok({ to: paths.marks(params.uid), about })
    },
  }),
]
