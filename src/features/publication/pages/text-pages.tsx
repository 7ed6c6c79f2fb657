import { z } from 'zod'
import { listRecommendations, publicWords, textNotHeld } from '#features/learning/index.ts'
import type { ActContext, ReadContext } from '#platform/context.ts'
import { uid, UidParams } from '#platform/fields.ts'
import { explainDocumentRefusal } from '#platform/files/document-refusals.ts'
import type { DocumentRefusal } from '#platform/files/document-refusals.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route, Shown } from '#platform/http/route.ts'
import type { UploadedFile } from '#platform/http/uploads.ts'
import type { Uid } from '#shared/ids.ts'
import { writeTypedText } from '#shared/prose-text.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { takeFile } from '../commands/read-file.ts'
import {
  addRecommendation,
  attachDocument,
  bringRecommendations,
  removeDocument,
  removeRecommendation,
  writeText,
} from '../commands/write-text.ts'
import type { ReadFile, WriteRefusal } from '../commands/write-text.ts'
import { refreshWhatHappenedNext } from '../commands/what-happened-next.ts'
import { explain } from '../explain.ts'
import type { Publication } from '../model.ts'
import { publicStates } from '../model.ts'
import { paths } from '../paths.ts'
import { getPublication } from '../queries/publications.ts'
import type { OpenPublication } from '../queries/publications.ts'
import {
  AddRecommendationForm,
  AttachDocumentForm,
  BringRecommendationsForm,
  NoFields,
  WriteTextForm,
} from '../schemas.ts'
import {
  AddRecommendation,
  AttachDocument,
  BringRecommendations,
  WriteText,
} from '../views/publication-forms.tsx'
import { aboutPublication, actedOn, filled } from './shared.ts'

const ItemParams = z.object({ uid: uid(), item: uid() })

type FileRefusal = DocumentRefusal | { readonly code: 'not-word' }

/** Only what can be checked wholly goes out: text, and Word, whose every part is read. */
async function takeDocument(file: UploadedFile): Promise<Result<ReadFile, FileRefusal>> {
  const taken = await takeFile(file)
  if (!taken.ok) return taken
  const { kind } = taken.value.read
  return kind === 'docx' || kind === 'txt' ? ok({ ...taken.value, kind }) : no({ code: 'not-word' })
}

function explainFile(refusal: WriteRefusal | FileRefusal) {
  return 'limit' in refusal || isDocumentRefusal(refusal)
    ? [{ field: 'document', message: explainDocumentRefusal(refusal) }]
    : explain(refusal)
}

const ours = new Set([
  'not-word',
  'not-in-this-state',
  'nothing-changed',
  'unknown-recommendation',
  'no-document',
])

function isDocumentRefusal(refusal: WriteRefusal | FileRefusal): refusal is DocumentRefusal {
  return !ours.has(refusal.code)
}

async function about(
  ctx: ReadContext,
  of: Uid,
  shown: (open: OpenPublication) => Pick<Shown, 'title' | 'body'>,
): Promise<Shown> {
  const open = await getPublication(ctx, of)
  return {
    ...shown(open),
    caption: open.text.title,
    back: { href: paths.show(of), text: 'Publication' },
    about: aboutPublication(open),
  }
}

function written(result: Result<Publication, WriteRefusal>, fields: readonly string[]) {
  if (!result.ok) return result
  return ok({ to: paths.show(result.value.uid), about: actedOn(result.value.uid, fields) })
}

/** Writing the text, the recommendations and the document of a publication. */
export const textPages: readonly Route[] = [
  page({
    path: '/publications/:uid/text',
    can: 'publication:prepare',
    audit: 'publication.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      about(ctx, params.uid, ({ publication, text }) => {
        const body = writeTypedText(text.body, () => '')
        const known = { title: text.title, slug: text.slug, body }
        return {
          title: 'Write the text',
          body: (
            <WriteText form={filled(form, known)} uid={params.uid} version={publication.version} />
          ),
        }
      }),
  }),
  act({
    path: '/publications/:uid/text',
    page: '/publications/:uid/text',
    can: 'publication:prepare',
    audit: 'publication-text.written',
    said: 'The new version is kept. What was approved or answered for the one before it holds for that one only.',
    params: UidParams,
    body: WriteTextForm,
    explain,
    handle: async (ctx, { params, body }) =>
      written(await writeText(ctx, params.uid, body), ['text']),
  }),
  page({
    path: '/publications/:uid/recommendations/new',
    can: 'publication:prepare',
    audit: 'publication.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      about(ctx, params.uid, ({ publication }) => ({
        title: 'Add a recommendation',
        body: (
          <AddRecommendation
            form={form}
            uid={params.uid}
            version={publication.version}
            states={publicStates.map((value) => ({ value, text: publicWords[value] }))}
          />
        ),
      })),
  }),
  act({
    path: '/publications/:uid/recommendations/new',
    page: '/publications/:uid/recommendations/new',
    can: 'publication:prepare',
    audit: 'publication-recommendation.added',
    said: 'The recommendation is on the page.',
    params: UidParams,
    body: AddRecommendationForm,
    explain,
    handle: async (ctx, { params, body }) =>
      written(await addRecommendation(ctx, params.uid, body), ['recommendations']),
  }),
  page({
    path: '/publications/:uid/recommendations/bring',
    can: 'publication:prepare',
    audit: 'publication.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const { publication } = await getPublication(ctx, params.uid)
      const { rows } = await listRecommendations(ctx, { case: publication.caseUid, sort: 'newest' })
      const offered = rows.map((row) => ({
        value: row.uid,
        text: row.reference,
        hint: row.text ?? textNotHeld,
      }))
      const { version } = publication
      const view = (
        <BringRecommendations form={form} uid={params.uid} version={version} offered={offered} />
      )
      const shown = await about(ctx, params.uid, () => ({
        title: 'Bring recommendations in',
        body: view,
      }))
      return { ...shown, about: { ...shown.about, listed: rows.map((row) => row.uid) } }
    },
  }),
  act({
    path: '/publications/:uid/recommendations/bring',
    page: '/publications/:uid/recommendations/bring',
    can: 'publication:prepare',
    audit: 'publication-recommendation.brought-in',
    said: 'The recommendations are on the page.',
    params: UidParams,
    body: BringRecommendationsForm,
    explain,
    handle: async (ctx, { params, body }) =>
      written(await bringRecommendations(ctx, params.uid, body.chosen), ['recommendations']),
  }),
  act({
    path: '/publications/:uid/refresh',
    page: '/publications/:uid',
    can: 'publication:prepare',
    audit: 'publication.refreshed',
    said: 'What happened next is up to date on the public page.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => {
      await refreshWhatHappenedNext(ctx, params.uid)
      return ok({ to: paths.show(params.uid), about: actedOn(params.uid, ['recommendations']) })
    },
  }),
  act({
    path: '/publications/:uid/recommendations/:item/remove',
    page: '/publications/:uid',
    can: 'publication:prepare',
    audit: 'publication-recommendation.removed',
    said: 'The recommendation is off the page.',
    params: ItemParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) =>
      written(await removeRecommendation(ctx, params.uid, params.item), ['recommendations']),
  }),
  page({
    path: '/publications/:uid/document',
    can: 'publication:prepare',
    audit: 'publication.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      about(ctx, params.uid, ({ publication, document }) => ({
        title: 'Attach a document',
        body: (
          <AttachDocument
            form={form}
            uid={params.uid}
            version={publication.version}
            attached={document?.name}
          />
        ),
      })),
  }),
  act({
    path: '/publications/:uid/document',
    page: '/publications/:uid/document',
    can: 'publication:prepare',
    audit: 'publication-document.attached',
    said: 'The document is attached. The check reads all of it.',
    params: UidParams,
    body: AttachDocumentForm,
    files: ['document'],
    explain: explainFile,
    before: async (apart, { body }) => {
      // Whoever may not do this does not get a file read either.
      await apart((ctx: ActContext) => Promise.resolve(ctx.actor.kind))
      return takeDocument(body.document)
    },
    handle: async (ctx, { params, before }) => {
      if (!before.ok) return before
      return written(await attachDocument(ctx, params.uid, before.value), ['document'])
    },
  }),
  act({
    path: '/publications/:uid/document/remove',
    page: '/publications/:uid/document',
    can: 'publication:prepare',
    audit: 'publication-document.removed',
    said: 'The document is taken off.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => written(await removeDocument(ctx, params.uid), ['document']),
  }),
]
