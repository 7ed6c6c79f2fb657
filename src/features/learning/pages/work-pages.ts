import type { Route } from '#platform/http/route.ts'
import { actionJudgePages } from './action-judge-pages.tsx'
import { actionPages } from './action-pages.tsx'
import { actionStepPages } from './action-step-pages.tsx'
import { assurancePages } from './assurance-pages.tsx'
import { evidencePages } from './evidence-pages.tsx'
import { impactPages } from './impact-pages.tsx'

/** The pages of the work on recommendations: actions, evidence, assurance, impact checks. */
export const workPages: readonly Route[] = [
  ...actionPages,
  ...actionStepPages,
  ...actionJudgePages,
  ...evidencePages,
  ...assurancePages,
  ...impactPages,
]
