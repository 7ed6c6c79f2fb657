import type { WordingAdvice } from './wording-advice.ts'

/** A piece of advice on wording as a sentence; it is advice and never blocks. */
export function sayAdvice(advice: WordingAdvice): string {
  switch (advice.code) {
    case 'weak-verb':
      return `“${advice.verb}” asks for nothing that could be seen to be done. Say what is to be done, or how it will be measured.`
    case 'training-alone':
      return 'It asks for training alone. Training fades: what else would make the right thing happen?'
    case 'nobody-named':
      return 'It does not say who is to act.'
    case 'no-date':
      return 'It does not say by when.'
    case 'no-outcome':
      return 'It does not say what is to be different for children.'
    case 'no-measure':
      return 'It does not say how one will see that it worked.'
    case 'several-asks':
      return `It asks for ${advice.count} things at once. Each could be a recommendation of its own.`
  }
}
