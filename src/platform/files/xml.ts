/** What a scan of an XML part meets, in order. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>!?]+)((?:[^>"'/]|"[^"]*"|'[^']*'|\/(?!>))*)(\/?)>|([^<]+)/g

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** Whether the part declares a document type: office files never need one, attacks do. */
export function declaresDocumentType(xml: string): boolean {
  return /<!(?:DOCTYPE|ENTITY)/i.test(xml)
}

/** Walks through a part without building a tree, resolving nothing but the five entities of XML and character numbers. */
export function* scanXml(xml: string): Generator<XmlEvent> {
  for (const match of xml.matchAll(token)) yield* eventsOf(match)
}

function* eventsOf(match: RegExpMatchArray): Generator<XmlEvent> {
  const [, literal, slash, name, attributes, empty, text] = match
  if (literal !== undefined) yield { kind: 'text', text: literal }
  else if (text !== undefined) yield { kind: 'text', text: plain(text) }
  else if (name !== undefined && slash === '/') yield { kind: 'close', name }
  else if (name !== undefined) {
    yield { kind: 'open', name, attributes: attributes ?? '' }
    if (empty === '/') yield { kind: 'close', name }
  }
}

/** The value of one attribute in what `scanXml` gave as attributes. */
export function attribute(attributes: string, name: string): string | undefined {
  const escaped = name.replaceAll(/[^\w:]/g, '')
  const found = new RegExp(`(?:^|\\s)${escaped}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : plain(value)
}

function plain(text: string): string {
  return text.replaceAll(/&(#x?[0-9a-f]{1,6}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const hex = name[1]?.toLowerCase() === 'x'
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
