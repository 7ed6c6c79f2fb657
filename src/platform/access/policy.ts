import decision from '#policy/decision.json' with { type: 'json' }
import modules from '#policy/modules.json' with { type: 'json' }
import permissions from '#policy/permissions.json' with { type: 'json' }
import roles from '#policy/roles.json' with { type: 'json' }
import scopes from '#policy/scopes.json' with { type: 'json' }
import sensitivity from '#policy/sensitivity.json' with { type: 'json' }

/** The whole policy as data, as `heed policy export` prints it: the files that code, tests and database go by. */
export function exportPolicy(): Readonly<Record<string, unknown>> {
  return { decision, permissions, roles, scopes, sensitivity, modules }
}
