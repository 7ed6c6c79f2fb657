import type { FamilyPerson } from './family.ts'

/** The form of a symbol: what stands for a woman, a man, anybody else, an unborn child, a pregnancy that was lost. */
export type SymbolShape = 'circle' | 'square' | 'diamond' | 'triangle' | 'dot'

/** How somebody is drawn. `half` is the reach from the middle, frame included. */
export interface PersonSymbol {
  readonly shape: SymbolShape
  readonly half: number
  /** The child whose case it is has a second frame. */
  readonly framed: boolean
  /** Death is a cross through the symbol. */
  readonly crossed: boolean
  /** A question mark: nobody knows who it is. */
  readonly unknown: boolean
}

/** The reach of the symbol of a living person. */
export const fullSize = 22
/** How far the second frame stands off. */
export const frameGap = 4

const small = 14
const dot = 7

function shapeOf(person: FamilyPerson): SymbolShape {
  if (person.life === 'miscarriage') return 'dot'
  if (person.life === 'unborn') return 'triangle'
  if (person.sex === 'female') return 'circle'
  return person.sex === 'male' ? 'square' : 'diamond'
}

/**
 * The symbol of a person after the usual genogram notation (McGoldrick, Gerson and Petry, Genograms): square, circle, diamond;
 * a triangle for an unborn child; small and crossed for a stillbirth; small and filled for a miscarriage; crossed for a death;
 * a double frame for the person whom it is about.
 */
export function symbolOf(person: FamilyPerson): PersonSymbol {
  const shape = shapeOf(person)
  const framed = person.part === 'child' && shape !== 'dot'
  const size = shape === 'dot' ? dot : person.life === 'stillborn' ? small : fullSize
  return {
    shape,
    framed,
    half: size + (framed ? frameGap : 0),
    crossed: person.life === 'died' || person.life === 'stillborn',
    unknown: !person.identified,
  }
}

/** How far above the middle the edge of a symbol is, this far beside the middle. */
export function reachUp({ shape, half }: PersonSymbol, beside: number): number {
  const aside = Math.min(Math.abs(beside), half)
  switch (shape) {
    case 'square':
      return half
    case 'circle':
    case 'dot':
      return Math.sqrt(half * half - aside * aside)
    case 'diamond':
      return half - aside
    case 'triangle':
      return half - 2 * aside
  }
}

/** How far below the middle the edge of a symbol is, this far beside the middle. */
export function reachDown(symbol: PersonSymbol, beside: number): number {
  return symbol.shape === 'triangle' ? symbol.half : reachUp(symbol, beside)
}
