import { QuotaStatus, QuotasStatus, findingId } from '../../../model';
import { verdictOf } from '../../verdict';
import { Found } from '../Found';

/** What the quota card has to say: quotas that are full, and those that are nearly so. */
export function quotaFindings({ quotas }: QuotasStatus): Found[] {
  return quotas.flatMap(status => {
    const isNear = status.state === 'Healthy' && status.near !== undefined;
    return status.state === 'Healthy' && !isNear ? [] : [ofQuota(status)];
  });
}

function ofQuota(status: QuotaStatus): Found {
  const { ref, environment, near } = status;
  return {
    ...verdictOf(status),
    ...(near && status.state === 'Healthy'
      ? {
          why: `nearly used up: ${near.join(', ')}`,
          fixableBy: 'tenant' as const,
          isWarning: true as const,
        }
      : {}),
    id: findingId('quota', environment, ref),
    card: 'quota',
    environments: [environment],
    title: `Quota ${ref.name}`,
    ref,
    cluster: ref.cluster,
    status: { of: 'quota', status },
  };
}
