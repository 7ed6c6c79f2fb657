import { allModules, isModuleOn, moduleTitle } from '#platform/access/module.ts'
import type { ReadContext } from '#platform/context.ts'
import { isWordKey, shippedWords } from '#platform/words/words.ts'
import type { WordKey } from '#platform/words/words.ts'
import type { ModuleSwitch, Word } from './model.ts'
import { wordPlaces } from './word-places.ts'

/** One word as the partnership has it. */
export function getWord(ctx: ReadContext, key: WordKey): Word {
  return {
    key,
    shipped: shippedWords[key],
    own: ctx.actor.words[key],
    where: wordPlaces[key] ?? '',
  }
}

/** Every word that may be changed, in the order in which it ships. */
export function listWords(ctx: ReadContext): Word[] {
  return Object.keys(shippedWords)
    .filter(isWordKey)
    .map((key) => getWord(ctx, key))
}

/** Every module, and whether the partnership uses it. */
export function listModules(ctx: ReadContext): ModuleSwitch[] {
  return allModules.map((name) => ({
    name,
    title: moduleTitle(name),
    isOn: isModuleOn(ctx.actor, name),
  }))
}
