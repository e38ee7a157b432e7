import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { isAdmin } from './Caller';
import type { Decide } from './Decide';

const TASK = 'scaffolder-task';
const CREATE = 'scaffolder.task.create';

/**
 * Scaffolder tasks belong to who started them: their parameters and logs are read, and they are cancelled and retried, by
 * that person and the platform's admins. Whoever is signed in may start one.
 *
 * @param options - `admins`: entity references, as in `tenancy.admins`
 * @public
 */
export function decideOnTasks({
  admins,
}: {
  admins: readonly string[];
}): Decide {
  return ({ permission }, user) => {
    const isTask =
      'resourceType' in permission && permission.resourceType === TASK;
    if (!isTask && permission.name !== CREATE) {
      return undefined;
    }
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    if (!isTask || isAdmin(user, admins)) {
      return { result: AuthorizeResult.ALLOW };
    }
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'scaffolder',
      resourceType: TASK,
      conditions: {
        rule: 'IS_TASK_OWNER',
        resourceType: TASK,
        params: { createdBy: [user.info.userEntityRef] },
      },
    };
  };
}
