import type {
  EnvironmentDifference,
  TenantDifferencesView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { EnvironmentComparison, SourceState } from '@groundwork/engine';

const MOST_CHANGES = 200;
const MOST_OBJECTS = 50;
const MOST_NAMED = 10;

/** How the environments of a tenant differ, as a whole; of what has no end the first. */
export function differencesView(
  tenant: string,
  comparisons: readonly EnvironmentComparison[],
  sources: SourceState[],
): TenantDifferencesView {
  return {
    tenant,
    items: comparisons.map(comparison => ({
      ...comparison,
      changes: comparison.changes.slice(0, MOST_CHANGES).map(change => ({
        ...change,
        objects: change.objects.slice(0, MOST_OBJECTS),
      })),
    })),
    sources: sources.filter(({ kind }) => kind === 'git'),
  };
}

/** The same in short, for cards: which changes, by which commit. */
export function shortDifference({
  changes,
  ...rest
}: EnvironmentComparison): EnvironmentDifference {
  return {
    ...rest,
    changes: changes
      .filter(({ direction }) => direction !== 'intended')
      .slice(0, MOST_NAMED)
      .map(({ direction, what, commit, olderThan }) => ({
        direction,
        what,
        ...(commit ? { commit } : {}),
        ...(olderThan === undefined ? {} : { olderThan }),
      })),
  };
}
