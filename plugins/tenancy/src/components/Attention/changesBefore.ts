import type { TroubleView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';

/** Causes with what changed just before them; of several causes in one environment the first tells it. */
export function changesBefore<
  T extends { state: State; environments: readonly string[] },
>(
  causes: readonly T[],
  troubles: readonly TroubleView[] = [],
): Array<{ cause: T; before?: TroubleView }> {
  const rest = new Set(troubles);
  return causes.map(cause => {
    const before =
      severityRank(cause.state) < severityRank('Unknown')
        ? [...rest].find(({ environment }) =>
            cause.environments.includes(environment),
          )
        : undefined;
    if (!before) {
      return { cause };
    }
    rest.delete(before);
    return { cause, before };
  });
}
