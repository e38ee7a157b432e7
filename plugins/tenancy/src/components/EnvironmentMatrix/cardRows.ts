import type {
  TenantQuotaView,
  TenantSecretsView,
  TenantWorkloadsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { formatDuration } from '../../time';
import { type MatrixCell, type MatrixRow, NOTHING, row } from './matrixRows';

/** What the cards know, as far as they were asked. */
export interface CardValues {
  workloads?: TenantWorkloadsView;
  secrets?: TenantSecretsView;
  quota?: TenantQuotaView;
}

/** Pods, secrets, the certificate that ends first and the quota that is used most, by environment. They differ by nature. */
export function cardRows(
  environments: readonly string[],
  { workloads, secrets, quota }: CardValues,
): MatrixRow[] {
  const rows = [
    workloads && {
      name: 'Pods ready',
      cell: (name: string) => podsOf(workloads, name),
    },
    secrets && {
      name: 'Secrets ready',
      cell: (name: string) => secretsOf(secrets, name),
    },
    secrets && {
      name: 'Certificates',
      cell: (name: string) => certificateOf(secrets, name),
    },
    quota && {
      name: 'Quota',
      cell: (name: string) => quotaOf(quota, name),
    },
  ];
  return rows
    .filter(each => each !== undefined)
    .map(({ name, cell }) => ({
      ...row(name, environments.map(cell)),
      differs: false,
    }))
    .filter(({ cells }) => cells.some(each => each !== NOTHING));
}

function podsOf(
  { workloads: { workloads } }: TenantWorkloadsView,
  environment: string,
): MatrixCell {
  const here = workloads.filter(
    each => each.environment === environment && each.counts,
  );
  const sum = (of: 'ready' | 'desired') =>
    here.reduce((total, { counts }) => total + (counts?.[of] ?? 0), 0);
  return here.length === 0
    ? NOTHING
    : { text: `${sum('ready')} of ${sum('desired')}`, state: worstOf(here) };
}

function secretsOf(
  { secrets: { secrets } }: TenantSecretsView,
  environment: string,
): MatrixCell {
  const here = secrets.filter(each => each.environment === environment);
  const ready = here.filter(({ state }) => state === 'Healthy').length;
  return here.length === 0
    ? NOTHING
    : { text: `${ready} of ${here.length}`, state: worstOf(here) };
}

function certificateOf(
  { secrets: { certificates } }: TenantSecretsView,
  environment: string,
): MatrixCell {
  const here = certificates.filter(each => each.environment === environment);
  const ends = here.flatMap(({ expiresAt }) => expiresAt ?? []);
  if (here.length === 0) {
    return NOTHING;
  }
  const left = Math.min(...ends) - Date.now();
  if (ends.length === 0) {
    return { text: 'unknown', state: 'Unknown' };
  }
  return {
    text: left > 0 ? `${formatDuration(left)} left` : 'expired',
    state: worstOf(here),
  };
}

function quotaOf(
  { quota: { quotas } }: TenantQuotaView,
  environment: string,
): MatrixCell {
  const here = quotas.filter(each => each.environment === environment);
  const [fullest] = here
    .flatMap(({ lines }) => lines)
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  return fullest
    ? {
        text: `${fullest.used} of ${fullest.hard} ${fullest.resource}`,
        state: worstOf(here),
      }
    : NOTHING;
}

function worstOf(items: ReadonlyArray<{ state: State }>): State {
  return items.reduce<State>(
    (worst, { state }) =>
      severityRank(state) < severityRank(worst) ? state : worst,
    'Healthy',
  );
}
