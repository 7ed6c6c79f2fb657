import modules from '#policy/modules.json' with { type: 'json' }
import type { Permission } from './permission.ts'

/** A feature module that a partnership may switch off. */
export type ModuleName = keyof typeof modules

const moduleOfNoun = new Map<string, ModuleName>()
for (const name of Object.keys(modules).filter(isModuleName)) {
  for (const noun of modules[name].nouns) moduleOfNoun.set(noun, name)
}

/** Whether a text names a module. */
export function isModuleName(text: string): text is ModuleName {
  return Object.hasOwn(modules, text)
}

/** Every module, in the order of the policy file. */
export const allModules: readonly ModuleName[] = Object.keys(modules).filter(isModuleName)

/** The module that a permission belongs to; none for what every partnership needs, such as accounts. */
export function moduleOf(permission: Permission): ModuleName | undefined {
  return moduleOfNoun.get(permission.slice(0, permission.indexOf(':')))
}

/** Whether the partnership of the actor uses this module. */
export function isModuleOn(
  actor: { readonly modulesOff: ReadonlySet<string> },
  module: ModuleName,
): boolean {
  return !actor.modulesOff.has(module)
}

/** What people call a module. */
export function moduleTitle(name: ModuleName): string {
  return modules[name].title
}
