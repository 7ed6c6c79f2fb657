import type { ComponentChildren } from 'preact'
import type { Drawing, DrawnHome, DrawnLine, DrawnPerson, LineStyle, Point } from '../drawing.ts'
import { typeSize } from '../drawing.ts'
import { frameGap } from '../symbols.ts'
import type { PersonSymbol } from '../symbols.ts'

// Everything is said in attributes of the picture itself: the content policy allows no styles in a page, and the file that
// is handed out has to look the same by itself. Ink on paper only, so nothing hangs on a colour.
const ink = '#1b2430'
const paper = '#ffffff'
const quiet = '#4b5563'
const typeFace = 'Helvetica Neue, Arial, sans-serif'

const dashes: Readonly<Record<LineStyle, string | undefined>> = {
  whole: undefined,
  dashed: '8 5',
  dotted: '2 4',
  'dash-dot': '9 4 2 4',
}

const pathOf = (points: readonly Point[]) =>
  points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${Math.round(y * 10) / 10}`).join('')

/** The outline of a symbol round its middle, `half` to each side. */
function Outline(props: {
  readonly shape: PersonSymbol['shape']
  readonly at: Point
  readonly half: number
  readonly fill: string
}) {
  const { shape, at, half, fill } = props
  const common = { fill, stroke: ink, 'stroke-width': 2 }
  const { x, y } = at
  switch (shape) {
    case 'circle':
    case 'dot':
      return <circle cx={x} cy={y} r={half} {...common} />
    case 'square':
      return <rect x={x - half} y={y - half} width={2 * half} height={2 * half} {...common} />
    case 'diamond':
      return (
        <path
          d={`M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`}
          {...common}
        />
      )
    case 'triangle':
      return <path d={`M${x} ${y - half}L${x + half} ${y + half}H${x - half}Z`} {...common} />
  }
}

/** The cross of a death reaches as far as the symbol does. */
function crossOf({ shape, half, framed }: PersonSymbol, { x, y }: Point): string {
  const inside = framed ? half - frameGap : half
  const far = shape === 'square' ? inside : shape === 'circle' ? inside * 0.7071 : inside / 2
  return `M${x - far} ${y - far}L${x + far} ${y + far}M${x + far} ${y - far}L${x - far} ${y + far}`
}

/** The inner of two frames; a triangle's stands lower, so that the two are as far apart on each side. */
function innerOf({ shape, half }: PersonSymbol, at: Point): { at: Point; half: number } {
  if (shape === 'triangle') return { at: { x: at.x, y: at.y + 2 }, half: half - frameGap - 2 }
  return { at, half: half - frameGap * (shape === 'diamond' ? 1.4 : 1) }
}

/** The symbol of one person without words. */
export function PersonMark(props: { readonly symbol: PersonSymbol; readonly at: Point }) {
  const { symbol, at } = props
  const fill = symbol.shape === 'dot' ? ink : paper
  const inner = innerOf(symbol, at)
  return (
    <>
      <Outline shape={symbol.shape} at={at} half={symbol.half} fill={fill} />
      {symbol.framed ? (
        <Outline shape={symbol.shape} at={inner.at} half={inner.half} fill={paper} />
      ) : null}
      {symbol.crossed ? <path d={crossOf(symbol, at)} stroke={ink} stroke-width="1.5" /> : null}
      {symbol.unknown ? (
        <text
          x={at.x}
          y={at.y + 6}
          text-anchor="middle"
          font-size="18"
          font-weight="700"
          fill={ink}
        >
          ?
        </text>
      ) : null}
    </>
  )
}

function Person({ person }: { readonly person: DrawnPerson }) {
  return (
    <g>
      <PersonMark symbol={person.symbol} at={person.middle} />
      {person.words.map(({ text, strong, at }) => (
        <text
          x={at.x}
          y={at.y}
          font-size={strong ? typeSize.name : typeSize.note}
          font-weight={strong ? 700 : 400}
          fill={strong ? ink : quiet}
        >
          {text}
        </text>
      ))}
    </g>
  )
}

/** Where the strokes of a separation cross a couple's line: near its right end, away from what hangs in the middle. */
function strokesOf({ points, strokes }: DrawnLine): string {
  const [, from, to] = points
  if (from === undefined || to === undefined || strokes === 0) return ''
  const wide = Math.abs(to.x - from.x)
  const at = Math.max(from.x, to.x) - Math.min(14, wide / 4)
  const stroke = (x: number) => `M${x - 3} ${from.y + 7}L${x + 3} ${from.y - 7}`
  return strokes === 1 ? stroke(at) : stroke(at - 3) + stroke(at + 3)
}

/** One line; that of a couple with a common ancestor is double. */
export function RelationLine({ line }: { readonly line: DrawnLine }) {
  const d = pathOf(line.points)
  const dash = dashes[line.style]
  const common = { d, fill: 'none', 'stroke-linejoin': 'round' as const }
  const strokes = strokesOf(line)
  return (
    <>
      <path
        {...common}
        stroke={ink}
        stroke-width={line.related ? 5 : 1.6}
        {...(dash && { 'stroke-dasharray': dash })}
      />
      {line.related ? <path {...common} stroke={paper} stroke-width="2" /> : null}
      {strokes === '' ? null : <path d={strokes} stroke={ink} stroke-width="1.8" />}
    </>
  )
}

function HomeContour({ home }: { readonly home: DrawnHome }) {
  return (
    <>
      {home.contours.map((points) => (
        <path
          d={`${pathOf(points)}Z`}
          fill="none"
          stroke={quiet}
          stroke-width="1.2"
          stroke-dasharray="1 4"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      ))}
    </>
  )
}

/** Lines under people, dotted ones first, so that a whole line over them stays whole. */
function inDepth(lines: readonly DrawnLine[]): DrawnLine[] {
  return [
    ...lines.filter(({ style }) => style !== 'whole'),
    ...lines.filter(({ style }) => style === 'whole'),
  ]
}

/**
 * The drawing as one picture with a name and a description for those who hear it; the outline beside it says the same in
 * words. By itself (`alone`) it carries what a file needs.
 */
export function GenogramSvg(props: {
  readonly drawing: Drawing
  readonly title: string
  readonly description: string
  readonly alone?: boolean
}) {
  const { drawing, title, description, alone = false } = props
  const { width, height } = drawing
  return (
    <Svg width={width} height={height} alone={alone}>
      <title id="genogram-title">{title}</title>
      <desc id="genogram-description">{description}</desc>
      {alone ? <rect width={width} height={height} fill={paper} /> : null}
      <g>
        {drawing.homes.map((home) => (
          <HomeContour home={home} />
        ))}
      </g>
      <g>
        {inDepth(drawing.lines).map((line) => (
          <RelationLine line={line} />
        ))}
      </g>
      <g font-size={typeSize.line} fill={ink}>
        {drawing.words.map(({ text, at }) => (
          <text x={at.x} y={at.y} font-style="italic">
            {text}
          </text>
        ))}
      </g>
      <g>
        {drawing.people.map((person) => (
          <Person person={person} />
        ))}
      </g>
    </Svg>
  )
}

function Svg(props: {
  readonly width: number
  readonly height: number
  readonly alone: boolean
  readonly children: ComponentChildren
}) {
  const { width, height, alone } = props
  return (
    <svg
      {...(alone && { xmlns: 'http://www.w3.org/2000/svg' })}
      class="heed-genogram__picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby="genogram-title genogram-description"
      font-family={typeFace}
    >
      {props.children}
    </svg>
  )
}
