import type {
  EnvironmentDifference,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type {
  ApplicationStatus,
  EnvironmentSync,
  RouteStatus,
  State,
} from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { CLOSED, countStates, countedWords, DNS } from '../../status';
import type { Texts } from '../../translations';
import { shortRevision } from '../SyncCard';
import { shortImages } from './shortImages';

/** A cell: what to read, and its state where it has one. */
export interface MatrixCell {
  text: string;
  state?: State;
  /** What is compared with other environments, where that is more than the text. */
  content?: string;
  /** Something that is written as it stands, such as a commit. */
  isCode?: boolean;
  /** That it differs from the environment before it, which the sync card tells in full. */
  isBehind?: boolean;
}

/** A thing across the environments, in the order of the columns. */
export interface MatrixRow {
  name: string;
  cells: MatrixCell[];
  /** Whether environments hold different things here. What is not known differs from nothing. */
  differs: boolean;
}

export const NOTHING: MatrixCell = { text: '–' };

export function row(name: string, cells: MatrixCell[]): MatrixRow {
  const contents = new Set(
    cells
      .filter(cell => cell !== NOTHING && cell.state !== 'Unknown')
      .map(({ text, content = text }) => content),
  );
  return { name, cells, differs: contents.size > 1 };
}

/** How many routes serve, in the state of the worst: what is not known is neither. */
function serving(routes: readonly RouteStatus[], t: Texts): MatrixCell {
  if (routes.length === 0) {
    return NOTHING;
  }
  const [{ state }] = [...routes].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
  );
  return { text: countedWords(countStates(routes), t), state };
}

/** What the team deploys itself, in one environment. */
function ownOf({ applications }: EnvironmentSync): ApplicationStatus[] {
  return applications.filter(({ layer }) => layer === 'tenant');
}

function imagesOf(environment: EnvironmentSync): string[] {
  const images = ownOf(environment).flatMap(each => each.images ?? []);
  return [...new Set(images)].sort();
}

function differs({ behind, ahead, unclear }: EnvironmentDifference): boolean {
  return behind + ahead + unclear > 0;
}

/** `2 behind dev`: what it is stands on the sync card. */
function shortWords(
  { against: environment, behind, ahead, unclear }: EnvironmentDifference,
  t: Texts,
): string {
  const parts = [
    ...(behind > 0
      ? [t('things.behind', { number: String(behind), environment })]
      : []),
    ...(ahead > 0
      ? [t('things.ahead', { number: String(ahead), environment })]
      : []),
    ...(unclear > 0
      ? [t('things.unlike', { number: String(unclear), environment })]
      : []),
  ];
  return parts.length > 0
    ? parts.join(', ')
    : t('things.sameAs', { environment });
}

/** Rows are things, columns are environments. */
export function matrixRows(view: TenantStatusView, t: Texts): MatrixRow[] {
  const { environments } = view.sync;
  const isolationOf = (environment: string) =>
    view.network.isolation.find(item => item.environment === environment);
  return [
    row(
      t('things.sync'),
      environments.map(({ state }) => ({ text: t(`states.${state}`), state })),
    ),
    ...(view.differences
      ? [
          {
            ...row(
              t('things.git'),
              environments.map(({ environment }) => {
                const found = view.differences?.find(
                  each => each.environment === environment,
                );
                return found
                  ? { text: shortWords(found, t), isBehind: differs(found) }
                  : NOTHING;
              }),
            ),
            differs: view.differences.some(differs),
          },
        ]
      : []),
    {
      // Each environment has its own files, so that commits tell when and not what: they are not compared.
      ...row(
        t('things.commit'),
        environments.map(environment => {
          const own = ownOf(environment).find(({ revision }) => revision);
          return own?.revision
            ? { text: shortRevision(own.revision), isCode: true }
            : NOTHING;
        }),
      ),
      differs: false,
    },
    ...(environments.some(environment => imagesOf(environment).length > 0)
      ? [
          row(
            t('things.images'),
            environments.map(environment => {
              const images = imagesOf(environment);
              return images.length > 0
                ? {
                    text: shortImages(images),
                    content: images.join(' '),
                    isCode: true,
                  }
                : NOTHING;
            }),
          ),
        ]
      : []),
    row(
      t('things.routes'),
      environments.map(({ environment }) =>
        serving(
          view.network.routes.filter(
            route => route.environment === environment,
          ),
          t,
        ),
      ),
    ),
    ...(['ingress', 'egress'] as const).map(direction =>
      row(
        t(`things.${direction}`),
        environments.map(({ environment }) => {
          const closed = isolationOf(environment)?.[direction];
          return closed
            ? { text: t(`network.closed.${closed}`), state: CLOSED[closed] }
            : NOTHING;
        }),
      ),
    ),
    row(
      t('things.dns'),
      environments.map(({ environment }) => {
        const allowed = isolationOf(environment)?.dnsAllowed;
        return allowed
          ? { text: t(`network.dns.${allowed}`), state: DNS[allowed] }
          : NOTHING;
      }),
    ),
  ];
}
