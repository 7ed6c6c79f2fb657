import { z } from 'zod'
import { job } from '#platform/jobs/job.ts'
import type { Job } from '#platform/jobs/job.ts'
import { refreshMarks } from './commands/marks.ts'

/** Works the marks out after somebody changed an entry who does not see the entries of the others. */
export const jobs: readonly Job[] = [
  job({
    name: 'chronology.mark',
    payload: z.object({ chronology: z.number().int().positive() }),
    audit: 'chronology.marked',
    module: 'chronology',
    run: async (ctx, { chronology }) => {
      await refreshMarks(ctx, chronology)
      return {}
    },
  }),
]
