import type {
  TenantQuotaView,
  TenantSecretsView,
  TenantWorkloadsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { countStates, countedWords } from '../../status';
import { formatDuration } from '../../time';
import type { Texts } from '../../translations';
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
  t: Texts,
): MatrixRow[] {
  const rows = [
    workloads && {
      name: t('things.pods'),
      cell: (name: string) => podsOf(workloads, name, t),
    },
    secrets && {
      name: t('things.secrets'),
      cell: (name: string) => secretsOf(secrets, name, t),
    },
    secrets && {
      name: t('things.certificates'),
      cell: (name: string) => certificateOf(secrets, name, t),
    },
    quota && {
      name: t('things.quota'),
      cell: (name: string) => quotaOf(quota, name, t),
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
  t: Texts,
): MatrixCell {
  const here = workloads.filter(
    each => each.environment === environment && each.counts,
  );
  const unknown = here.filter(isUnknown);
  const known = here.filter(each => !isUnknown(each));
  const sum = (of: 'ready' | 'desired', among: typeof here) =>
    among.reduce((total, { counts }) => total + (counts?.[of] ?? 0), 0);
  if (here.length === 0) {
    return NOTHING;
  }
  if (known.length === 0) {
    return unknownCell(t);
  }
  return {
    text: countedWords(
      {
        well: sum('ready', known),
        total: sum('desired', here),
        unknown: sum('desired', unknown),
      },
      t,
    ),
    state: worstOf(here),
  };
}

function secretsOf(
  { secrets: { secrets } }: TenantSecretsView,
  environment: string,
  t: Texts,
): MatrixCell {
  const here = secrets.filter(each => each.environment === environment);
  return here.length === 0
    ? NOTHING
    : { text: countedWords(countStates(here), t), state: worstOf(here) };
}

function certificateOf(
  { secrets: { certificates } }: TenantSecretsView,
  environment: string,
  t: Texts,
): MatrixCell {
  const here = certificates.filter(each => each.environment === environment);
  const ends = here.flatMap(({ expiresAt }) => expiresAt ?? []);
  if (here.length === 0) {
    return NOTHING;
  }
  const left = Math.min(...ends) - Date.now();
  if (ends.length === 0 || here.every(isUnknown)) {
    return unknownCell(t);
  }
  return {
    text:
      left > 0
        ? t('secrets.left', { time: formatDuration(left, t) })
        : t('secrets.expired'),
    state: worstOf(here),
  };
}

function quotaOf(
  { quota: { quotas } }: TenantQuotaView,
  environment: string,
  t: Texts,
): MatrixCell {
  const here = quotas.filter(each => each.environment === environment);
  const [fullest] = here
    .flatMap(({ lines }) => lines)
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  if (!fullest) {
    return NOTHING;
  }
  return here.every(isUnknown)
    ? unknownCell(t)
    : { text: t('things.quotaOf', fullest), state: worstOf(here) };
}

function unknownCell(t: Texts): MatrixCell {
  return { text: t('shared.unknown'), state: 'Unknown' };
}

function isUnknown({ state }: { state: State }): boolean {
  return state === 'Unknown';
}

function worstOf(items: ReadonlyArray<{ state: State }>): State {
  return items.reduce<State>(
    (worst, { state }) =>
      severityRank(state) < severityRank(worst) ? state : worst,
    'Healthy',
  );
}
