import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Isolation, State } from '@groundwork/engine';
import { shortRevision } from '../SyncCard';

/** A cell: what to read, and its state where it has one. */
export interface MatrixCell {
  text: string;
  state?: State;
}

/** A thing across the environments, in the order of the columns. */
export interface MatrixRow {
  name: string;
  cells: MatrixCell[];
  /** Whether environments are not alike here. */
  differs: boolean;
}

const CLOSED: Record<Isolation['ingress'], State> = {
  isolated: 'Healthy',
  partly: 'Degraded',
  open: 'Degraded',
  unknown: 'Unknown',
};
const DNS: Record<Isolation['dnsAllowed'], MatrixCell> = {
  yes: { text: 'allowed', state: 'Healthy' },
  no: { text: 'blocked', state: 'Degraded' },
  unknown: { text: 'not known', state: 'Unknown' },
};
const NOTHING: MatrixCell = { text: '–' };

function row(name: string, cells: MatrixCell[]): MatrixRow {
  const texts = new Set(
    cells.filter(cell => cell !== NOTHING).map(({ text }) => text),
  );
  return { name, cells, differs: texts.size > 1 };
}

/** Rows are things, columns are environments. */
export function matrixRows(view: TenantStatusView): MatrixRow[] {
  const { environments } = view.sync;
  const isolationOf = (environment: string) =>
    view.network.isolation.find(item => item.environment === environment);
  return [
    row(
      'Sync',
      environments.map(({ state }) => ({ text: state, state })),
    ),
    row(
      'Commit',
      environments.map(({ applications }) => {
        const own = applications.find(
          ({ layer, revision }) => layer === 'tenant' && revision,
        );
        return own?.revision ? { text: shortRevision(own.revision) } : NOTHING;
      }),
    ),
    row(
      'Routes serving',
      environments.map(({ environment }) => {
        const routes = view.network.routes.filter(
          route => route.environment === environment,
        );
        const serving = routes.filter(({ state }) => state === 'Healthy');
        return routes.length > 0
          ? {
              text: `${serving.length} of ${routes.length}`,
              state: serving.length === routes.length ? 'Healthy' : 'Degraded',
            }
          : NOTHING;
      }),
    ),
    ...(['ingress', 'egress'] as const).map(direction =>
      row(
        direction === 'ingress' ? 'Isolated in' : 'Isolated out',
        environments.map(({ environment }) => {
          const closed = isolationOf(environment)?.[direction];
          return closed ? { text: closed, state: CLOSED[closed] } : NOTHING;
        }),
      ),
    ),
    row(
      'DNS',
      environments.map(({ environment }) => {
        const allowed = isolationOf(environment)?.dnsAllowed;
        return allowed ? DNS[allowed] : NOTHING;
      }),
    ),
  ];
}
