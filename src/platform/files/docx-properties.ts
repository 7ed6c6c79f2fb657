import { property } from './document.ts'
import type { DocumentProperty, PropertyPlace } from './document.ts'
import { attribute, scanXml } from './xml.ts'
import type { OfficeFile } from './zip-check.ts'

/** Where words stand in an office file outside its text: which parts, which elements or attributes, and what they are. */
type Source = {
  readonly parts: RegExp
  readonly place: PropertyPlace
  readonly elements?: RegExp
  readonly attributes?: readonly (readonly [element: RegExp, name: string])[]
  /** The element whose texts belong together, such as a paragraph. */
  readonly joinedBy?: string
}

const sources: readonly Source[] = [
  { parts: /^docProps\/core\.xml$/, place: 'title', elements: /^dc:title$/ },
  {
    parts: /^docProps\/core\.xml$/,
    place: 'author',
    elements: /^(?:dc:creator|cp:lastModifiedBy)$/,
  },
  {
    parts: /^docProps\/core\.xml$/,
    place: 'property',
    elements: /^(?:dc:subject|dc:description|cp:keywords|cp:category|cp:contentStatus)$/,
  },
  {
    parts: /^docProps\/app\.xml$/,
    place: 'property',
    elements: /^(?:Company|Manager|Template|HyperlinkBase|vt:lpstr)$/,
  },
  { parts: /^docProps\/custom\.xml$/, place: 'property', elements: /^vt:/ },
  { parts: /^word\/header\d*\.xml$/, place: 'header', elements: /^w:t$/, joinedBy: 'w:p' },
  { parts: /^word\/footer\d*\.xml$/, place: 'footer', elements: /^w:t$/, joinedBy: 'w:p' },
  { parts: /^word\/.*\.xml$/, place: 'tracked-change', elements: /^w:delText$/, joinedBy: 'w:p' },
  {
    parts: /^(?:word|xl)\/(?:charts|diagrams|drawings)\/.*\.xml$/,
    place: 'drawing',
    elements: /^(?:a:t|c:v)$/,
  },
  {
    parts: /^word\/.*\.xml$/,
    place: 'author',
    attributes: [
      [/^w:(?:ins|del|moveFrom|moveTo|comment|rPrChange|pPrChange)$/, 'w:author'],
      [/^w15:person$/, 'w15:author'],
    ],
  },
  {
    parts: /^(?:word|xl)\/.*\.xml$/,
    place: 'alternative-text',
    attributes: [
      [/^(?:wp:docPr|pic:cNvPr|xdr:cNvPr)$/, 'descr'],
      [/^(?:wp:docPr|pic:cNvPr|xdr:cNvPr)$/, 'title'],
      [/^pic:cNvPr$/, 'name'],
      [/^v:(?:shape|imagedata)$/, 'alt'],
      [/^v:imagedata$/, 'o:title'],
    ],
  },
  { parts: /\.rels$/, place: 'link', attributes: [[/(?:^|:)Relationship$/, 'Target']] },
]

/** Everything an office file says outside its text: who wrote it, comments, headers, deleted words, alternative texts, links. */
export function readOfficeProperties(file: OfficeFile): DocumentProperty[] {
  const found = sources.flatMap((source) => fromSource(file, source))
  const seen = new Set<string>()
  return found.filter(({ place, text }) => {
    const key = `${place} ${text}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The number of pictures that an office file holds. */
export function countImages(file: OfficeFile): number {
  return file.names.filter((name) => /\/media\/[^/]+$/.test(name)).length
}

function fromSource(file: OfficeFile, source: Source): DocumentProperty[] {
  return file.names
    .filter((name) => source.parts.test(name))
    .flatMap((name) => textsIn(file.text(name) ?? '', source))
    .flatMap((text) => property(source.place, text))
}

function textsIn(xml: string, source: Source): string[] {
  return [...attributeTexts(xml, source), ...elementTexts(xml, source)]
}

function attributeTexts(xml: string, source: Source): string[] {
  const wanted = source.attributes
  if (!wanted) return []
  const texts: string[] = []
  for (const event of scanXml(xml)) {
    if (event.kind !== 'open') continue
    if (source.place === 'link' && !/TargetMode\s*=\s*["']External/i.test(event.attributes))
      continue
    for (const [element, name] of wanted) {
      if (element.test(event.name)) texts.push(attribute(event.attributes, name) ?? '')
    }
  }
  return texts
}

function elementTexts(xml: string, source: Source): string[] {
  if (!source.elements) return []
  const texts: string[] = []
  let within = false
  let text = ''
  for (const event of scanXml(xml)) {
    if (event.kind === 'text') {
      if (within) text += event.text
      continue
    }
    if (source.elements.test(event.name)) within = event.kind === 'open'
    const ends =
      source.joinedBy === undefined
        ? source.elements.test(event.name)
        : event.name === source.joinedBy
    if (event.kind === 'close' && ends) {
      texts.push(text)
      text = ''
    }
  }
  return texts
}
