import { h, type ComponentChildren } from 'preact'

/** One element of parsed markup. */
export type Element = {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}
/** An element or a piece of text. */
export type Node = Element | string

const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
// Words in a line. Controls, labels and pictures are laid out as blocks here, so space around them says nothing.
const inline = new Set('a abbr b code em i small span strong time'.split(' '))
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  ctdot: '⋯',
  times: '×',
}

/** Reads well-formed markup, as the official fixtures and our own pages are; a tag left open is an error. */
export function parseHtml(html: string): readonly Node[] {
  const root = { tag: '', attributes: {}, children: [] as Node[] }
  const open = [root]
  let at = 0
  const top = () => open.at(-1) ?? root
  while (at < html.length) {
    if (html.startsWith('<!--', at)) {
      at = html.indexOf('-->', at) + 3
      continue
    }
    const tag = /<(\/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/y
    tag.lastIndex = at
    const found = tag.exec(html)
    if (!found) {
      const next = html.indexOf('<', at + 1)
      const end = next < 0 ? html.length : next
      const first = /^(textarea|pre)$/.test(top().tag) && top().children.length === 0
      // As a browser reads it: one line break at the start of these says nothing.
      top().children.push(decoded(html.slice(at, end).replace(first ? /^\n/ : /^$/, '')))
      at = end
      continue
    }
    at = tag.lastIndex
    const name = (found[2] ?? '').toLowerCase()
    if (found[1]) {
      if (open.pop()?.tag !== name) throw new Error(`</${name}> closes nothing`)
      continue
    }
    const written = found[3] ?? ''
    const element = { tag: name, attributes: attributesOf(written), children: [] as Node[] }
    top().children.push(element)
    if (!voids.has(name) && !/\/\s*$/.test(written)) open.push(element)
  }
  if (open.length > 1) throw new Error(`<${top().tag}> is left open`)
  return root.children
}

function attributesOf(written: string): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [, name = '', double, single, bare] of written.matchAll(
    /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    if (name in out) throw new Error(`${name} stands twice`)
    out[name] = decoded(double ?? single ?? bare ?? '')
  }
  return out
}

function decoded(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (all, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    return entities[name] ?? all
  })
}

/**
 * The same tree in one form: attributes by name, white space as a browser shows it. A space between two inline
 * pieces counts; line breaks around blocks, and at the edges of an element, do not.
 */
export function normalised(nodes: readonly Node[], keep = false): readonly Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (typeof node === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + node
    else joined.push(node)
  }
  const out: Node[] = []
  joined.forEach((node, index) => {
    if (typeof node !== 'string') out.push(normalElement(node))
    else {
      const text = keep ? node : spaced(node, joined[index - 1], joined[index + 1])
      if (text !== '') out.push(text)
    }
  })
  return out
}

function normalElement(node: Element): Element {
  const names = Object.keys(node.attributes).toSorted()
  const attributes = Object.fromEntries(
    names.map((name) => [
      name,
      /^(class|aria-describedby|style)$/.test(name)
        ? squeezed(node.attributes[name]).trim()
        : (node.attributes[name] ?? ''),
    ]),
  )
  return {
    tag: node.tag,
    attributes,
    children: normalised(node.children, /^(textarea|pre)$/.test(node.tag)),
  }
}

function spaced(text: string, before: Node | undefined, after: Node | undefined): string {
  let out = squeezed(text)
  if (!isInline(before)) out = out.trimStart()
  if (!isInline(after)) out = out.trimEnd()
  return out
}

function squeezed(text: string | undefined): string {
  return (text ?? '').replace(/[ \t\r\n\f]+/g, ' ')
}

function isInline(node: Node | undefined): boolean {
  return typeof node === 'object' && inline.has(node.tag)
}

/** Markup as Preact nodes, so that a test can hand the official examples' markup to our components. */
export function nodesOf(html: string): ComponentChildren {
  return asNodes(parseHtml(html))
}

function asNodes(nodes: readonly Node[]): ComponentChildren {
  return nodes.map((node) =>
    typeof node === 'string' ? node : h(node.tag, { ...node.attributes }, asNodes(node.children)),
  )
}

/** Every element of a tree, outermost first. */
export function elementsOf(nodes: readonly Node[]): readonly Element[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [node, ...elementsOf(node.children)],
  )
}

/** The text of a tree. */
export function textOf(nodes: readonly Node[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('')
}
