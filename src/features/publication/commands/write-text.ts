import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { CheckedFile } from '#platform/files/read-document.ts'
import type { Uid } from '#shared/ids.ts'
import { editProse } from '#shared/prose-edit.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type {
  AttachedDocument,
  Publication,
  PublicationText,
  PublishedRecommendation,
} from '../model.ts'
import type { AddRecommendationForm, WriteTextForm } from '../schemas.ts'
import * as store from '../store/publications.ts'
import { recommendationForPage } from './what-happened-next.ts'

/** Why a text cannot be changed. */
export type WriteRefusal =
  | { readonly code: 'not-in-this-state'; readonly state: Publication['state'] }
  | { readonly code: 'nothing-changed' }
  | { readonly code: 'unknown-recommendation' }
  | { readonly code: 'no-document' }

type Written = Result<Publication, WriteRefusal>
type Change = (
  text: PublicationText,
  of: Publication,
) => Promise<Result<PublicationText, WriteRefusal>>

/** Every change makes a new version; what was approved or answered for the one before it holds for that one only. */
async function changeText(ctx: ActContext, uid: Uid, change: Change): Promise<Written> {
  const publication = await store.lockPublication(ctx.tx, uid)
  sameVersion(ctx, publication.version)
  if (publication.state !== 'draft')
    return no({ code: 'not-in-this-state', state: publication.state })
  const before = await store.getText(ctx.tx, publication)
  const changed = await change(before, publication)
  if (!changed.ok) return changed
  const textVersion = publication.textVersion + 1
  await store.insertText(ctx.tx, publication, { ...changed.value, textVersion })
  const kept = { ...publication, textVersion, version: publication.version + 1 }
  await store.savePublication(ctx.tx, kept)
  return ok(kept)
}

function isSame(a: PublicationText, b: PublicationText): boolean {
  return JSON.stringify([a.title, a.slug, a.body]) === JSON.stringify([b.title, b.slug, b.body])
}

/** Writes the text anew; blocks that stay keep their ids. Nothing in it is read as a person. */
export function writeText(ctx: ActContext, uid: Uid, input: WriteTextForm): Promise<Written> {
  return changeText(ctx, uid, (before) => {
    const body = editProse(before.body, input.body ?? '', {
      newId: () => ctx.newUid(),
      tokenOf: () => undefined,
    })
    const after = { ...before, title: input.title, slug: input.slug, body }
    return Promise.resolve(isSame(before, after) ? no({ code: 'nothing-changed' }) : ok(after))
  })
}

/** Adds what was recommended, with what happened next. */
export function addRecommendation(
  ctx: ActContext,
  uid: Uid,
  input: AddRecommendationForm,
): Promise<Written> {
  const added = {
    id: ctx.newUid(),
    recommendation: null,
    words: input.words ?? null,
    addressee: input.addressee,
    state: input.state,
    stateOn: input.stateOn,
  }
  return changeText(ctx, uid, (before) =>
    Promise.resolve(ok({ ...before, recommendations: [...before.recommendations, added] })),
  )
}

/** Brings recommendations of the learning record in, each with its words and what happened next. */
export function bringRecommendations(
  ctx: ActContext,
  uid: Uid,
  chosen: readonly Uid[],
): Promise<Written> {
  return changeText(ctx, uid, async (before) => {
    const there = new Set(before.recommendations.map((one) => one.recommendation))
    const fresh = chosen.filter((one) => !there.has(one))
    if (fresh.length === 0) return no({ code: 'nothing-changed' })
    const added: PublishedRecommendation[] = []
    for (const one of fresh) added.push(await recommendationForPage(ctx, one))
    return ok({ ...before, recommendations: [...before.recommendations, ...added] })
  })
}

/** Takes a recommendation off the page. */
export function removeRecommendation(ctx: ActContext, uid: Uid, item: Uid): Promise<Written> {
  return changeText(ctx, uid, (before) => {
    const recommendations = before.recommendations.filter((one) => one.id !== item)
    const same = recommendations.length === before.recommendations.length
    return Promise.resolve(
      same ? no({ code: 'unknown-recommendation' }) : ok({ ...before, recommendations }),
    )
  })
}

/** A document as the reader of files found it, with its bytes. */
export interface ReadFile {
  readonly name: string
  readonly kind: AttachedDocument['kind']
  readonly sha256: string
  readonly content: Buffer
  readonly read: CheckedFile
}

/** Attaches a document that goes out with the page; it takes the place of the one before. */
export function attachDocument(ctx: ActContext, uid: Uid, file: ReadFile): Promise<Written> {
  return changeText(ctx, uid, async (before, of) => {
    const documentId = await store.insertDocument(ctx.tx, of, {
      name: file.name,
      kind: file.kind,
      bytes: file.content.byteLength,
      sha256: file.sha256,
      images: file.read.images,
      words: file.read.paragraphs.map((paragraph) => paragraph.text),
      properties: file.read.properties,
      content: file.content,
    })
    return ok({ ...before, documentId })
  })
}

/** Takes the document off; the version that had it keeps it. */
export function removeDocument(ctx: ActContext, uid: Uid): Promise<Written> {
  return changeText(ctx, uid, (before) =>
    Promise.resolve(
      before.documentId === null
        ? no({ code: 'no-document' })
        : ok({ ...before, documentId: null }),
    ),
  )
}
