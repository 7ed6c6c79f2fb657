import { can } from '#platform/access/can.ts'
import type { ActContext, AuditSubject } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { explainDocumentRefusal } from '#platform/files/document-refusals.ts'
import type { DocumentRefusal } from '#platform/files/document-refusals.ts'
import { keepFile } from '#platform/files/keep-file.ts'
import { act, file, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { recommendationsIn } from '../claims/recommendations.ts'
import type { SpokenRecommendation, SpokenRecommendations } from '../claims/recommendations.ts'
import { whatBecameOfAll } from '../claims/what-became.ts'
import { importStatement } from '../commands/import-statement.ts'
import type { ImportRefusal } from '../commands/import-statement.ts'
import { explain } from '../explain.ts'
import { statementPaths as paths } from '../paths.ts'
import { getStatement, listStatements, statementsPerPage } from '../queries/statements.ts'
import type { StatementPage as Found } from '../queries/statements.ts'
import { ImportStatementForm, PageQuery } from '../schemas.ts'
import { ImportStatement } from '../views/import-statement.tsx'
import { StatementList } from '../views/statement-list.tsx'
import { StatementPage } from '../views/statement-page.tsx'
import type { ShownSpoken } from '../views/statement-page.tsx'
import { WhatBecamePage } from '../views/what-became-page.tsx'
import { tiesOf } from './ties.ts'
import type { KnownTies } from './ties.ts'

/** What the audit is told of a statement. */
export function aboutStatement(found: Pick<Found, 'statement' | 'scopeUid'>): AuditSubject {
  return { object: { type: 'statement', uid: found.statement.uid }, scopeUid: found.scopeUid }
}

const fileTypes = {
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

const ours = new Set(['title-missing', 'publisher-missing', 'kind-not-taken', 'imported-already'])

function isOurs(refusal: ImportRefusal | DocumentRefusal): refusal is ImportRefusal {
  return ours.has(refusal.code)
}

function explainImport(refusal: ImportRefusal | DocumentRefusal) {
  return isOurs(refusal)
    ? explain(refusal)
    : [{ field: 'file', message: explainDocumentRefusal(refusal) }]
}

/** A recommendation that the statement speaks of: as it quotes it, else as Heed holds it through a tie of a claim. */
function heldOrNot(one: SpokenRecommendation, ties: KnownTies): ShownSpoken {
  if (one.text === 'held') return { words: one.words }
  const held = ties.recommendations.find(
    ({ number }) => number !== null && Number(/\d+/.exec(number)?.[0]) === one.number,
  )
  return held === undefined
    ? {}
    : { words: held.text ?? undefined, reference: held.reference, href: held.href }
}

/** Where a recommendation of ours is tied: at the claim that speaks of them, or else at one that a person adds. */
function whereToTie(
  { statement, claims }: Pick<Found, 'statement' | 'claims'>,
  { said }: SpokenRecommendations,
): string | undefined {
  if (statement.otherBody) return undefined
  const speaking = claims.find(
    (claim) =>
      said !== undefined &&
      (claim.state === 'proposed' || claim.state === 'accepted') &&
      claim.places.some(
        ({ blockId, start, end }) =>
          blockId === said.blockId && start <= said.start && said.end <= end,
      ),
  )
  return speaking ? paths.claim(statement.uid, speaking.id) : paths.addClaim(statement.uid)
}

/** The library of statements, an import, a statement, and what became of what it said. */
export const statementPages: readonly Route[] = [
  page({
    path: paths.list,
    can: 'statement:read',
    audit: 'statement-list.viewed',
    query: PageQuery,
    handle: async (ctx, { query }) => {
      const found = await listStatements(ctx, query.before)
      const rows = found.slice(0, statementsPerPage)
      const older = found.length > statementsPerPage ? rows.at(-1)?.id : undefined
      return {
        title: 'Statements',
        layout: 'wide',
        body: (
          <StatementList
            rows={rows}
            olderHref={older === undefined ? undefined : `${paths.list}?before=${older}`}
            mayImport={can(ctx.actor, 'statement:import')}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: paths.add,
    can: 'statement:import',
    audit: { none: 'an empty form' },
    handle: (_ctx, { form }) =>
      Promise.resolve({
        title: 'Import a statement',
        back: { href: paths.list, text: 'Statements' },
        body: <ImportStatement form={form} />,
        about: {},
      }),
  }),
  act({
    path: paths.add,
    page: paths.add,
    can: 'statement:import',
    audit: 'statement.imported',
    said: 'The statement is in the library. Look at the claims that the rules propose.',
    body: ImportStatementForm,
    files: ['file'],
    explain: explainImport,
    before: async (apart, { body }) => {
      // Whoever may not import does not get a file read either.
      const files = await apart((ctx: ActContext) => Promise.resolve(ctx.files))
      return keepFile(files, body.file)
    },
    handle: async (ctx, { body, before }) => {
      if (!before.ok) return before
      const { whose, title, publisher, publishedOn } = body
      const how = { otherBody: whose === 'other', title, publisher, publishedOn }
      const imported = await importStatement(ctx, before.value, how)
      if (!imported.ok) return imported
      const { uid } = imported.value
      return ok({ to: paths.show(uid), about: { object: { type: 'statement', uid } } })
    },
  }),
  page({
    path: '/statements/:uid',
    can: 'statement:read',
    audit: 'statement.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getStatement(ctx, params.uid)
      const { statement, claims } = found
      const ties = await tiesOf(ctx, found.ties)
      const spoken = recommendationsIn(statement.text)
      return {
        title: 'Statement',
        heading: statement.title,
        caption: 'Statement',
        layout: 'wide',
        back: { href: paths.list, text: 'Statements' },
        body: (
          <StatementPage
            model={{
              statement,
              claims,
              spoken: spoken.recommendations.map((one) => heldOrNot(one, ties)),
              tieHref: can(ctx.actor, 'claim:tie') ? whereToTie(found, spoken) : undefined,
              may: { decide: can(ctx.actor, 'claim:decide') },
              formKey: form.key,
            }}
          />
        ),
        about: aboutStatement(found),
      }
    },
  }),
  file({
    path: '/statements/:uid/file',
    can: 'statement:read',
    audit: 'statement-file.downloaded',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getStatement(ctx, params.uid)
      const { fileName, fileUid, fileKind } = found.statement
      return {
        name: fileName,
        type: fileTypes[fileKind],
        content: { kept: fileUid },
        about: aboutStatement(found),
      }
    },
  }),
  page({
    path: '/statements/:uid/what-became',
    can: 'statement:read',
    audit: 'statement.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getStatement(ctx, params.uid)
      const ties = await tiesOf(ctx, found.ties)
      const all = whatBecameOfAll(found.claims, (claim) => ties.of(claim.id))
      const answered = all.map((one) => ({ ...one, restsOn: ties.restsOn(one.claim.id) }))
      return {
        title: 'What became of what was said?',
        caption: found.statement.title,
        layout: 'wide',
        back: { href: paths.show(params.uid), text: 'Statement' },
        body: <WhatBecamePage statement={found.statement} answered={answered} />,
        about: aboutStatement(found),
      }
    },
  }),
]
