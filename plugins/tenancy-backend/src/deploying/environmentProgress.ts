import type { DeployedEnvironment } from '@groundwork/backstage-plugin-tenancy-common';
import type {
  EnvironmentSync,
  PromotionStatus,
  VersionStatus,
} from '@groundwork/engine';

/** A failed operation of an Application, and whether it was of the commit that holds the version. */
export interface FailedSync {
  message?: string;
}

/**
 * How far a version that Git holds has come in one environment.
 *
 * @param options.row - the environment on the sync card; absent where the tenant is not there yet
 * @param options.promotion - why the environment's own branch does not hold yet all that the tenant's requests say
 * @param options.failed - the operation that tried this very commit, and failed
 */
export function environmentProgress(options: {
  environment: string;
  image: string;
  row: EnvironmentSync | undefined;
  version: VersionStatus;
  failed?: FailedSync;
  promotion?: PromotionStatus;
}): DeployedEnvironment {
  const { environment, image, row, version, failed, promotion } = options;
  const at = { environment, image };
  const [problem] = version.problems;
  const { verdict } = version;
  if (!verdict) {
    if (failed) {
      return {
        ...at,
        state: 'unhealthy',
        why: failed.message || row?.why || 'the sync failed',
        ...(row?.fixableBy ? { fixableBy: row.fixableBy } : {}),
      };
    }
    return {
      ...at,
      state: 'committed',
      why: promotion?.why ?? problem?.why ?? waitsFor(row, version),
      // What only takes its time is nobody's to fix.
      ...(row?.fixableBy && row.state === 'Degraded'
        ? { fixableBy: row.fixableBy }
        : {}),
    };
  }
  switch (verdict.state) {
    case 'Healthy':
      return problem
        ? { ...at, state: 'synced', why: problem.why }
        : { ...at, state: 'healthy' };
    case 'Degraded':
    case 'Missing':
      return {
        ...at,
        state: 'unhealthy',
        why: verdict.why,
        ...(verdict.fixableBy ? { fixableBy: verdict.fixableBy } : {}),
      };
    case 'Suspended':
      // With no pods there is nothing that could be unwell.
      return /scaled to 0/.test(verdict.why)
        ? { ...at, state: 'healthy', why: verdict.why }
        : {
            ...at,
            state: 'synced',
            why: verdict.why,
            ...(verdict.fixableBy ? { fixableBy: verdict.fixableBy } : {}),
          };
    default:
      return { ...at, state: 'synced', why: verdict.why };
  }
}

function waitsFor(
  row: EnvironmentSync | undefined,
  { images }: VersionStatus,
): string {
  if (!row || row.applications.length === 0) {
    return 'no Application of Argo CD deploys it yet';
  }
  const held = row.applications.find(({ hold }) => hold !== undefined);
  if (held || (row.state !== 'Healthy' && row.why !== '')) {
    return row.why || `${held?.ref.name} may not be synced now`;
  }
  return images.length > 0
    ? `Argo CD has not synced it yet; ${images.join(', ')} runs`
    : 'Argo CD has not synced it yet';
}
