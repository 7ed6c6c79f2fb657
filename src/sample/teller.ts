import type { Permission } from '#platform/access/permission.ts'
import type { ActContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import type { Cast, PersonName } from './cast.ts'
import type { Story } from './story.ts'

/** The story with its cast: what every chapter needs. */
export interface Teller {
  readonly story: Story
  readonly cast: Cast
}

/** Who does what on which day, by the names of the cast. */
export interface PartScene {
  readonly who: PersonName
  readonly day: number
  readonly can: Permission
  readonly event: `${string}.${string}`
}

/** One act of the story. */
export type Do = <T>(
  scene: PartScene,
  work: (ctx: ActContext) => Promise<Result<T, unknown>>,
) => Promise<T>

/** Lets the cast act by their names. */
export function doing({ story, cast }: Teller): Do {
  return (scene, work) => story.act({ ...scene, who: cast.player[scene.who] }, work)
}

/** The cast keeps ids as the database gave them, so they are ids. */
export function uid(text: string): Uid {
  return text as Uid
}
