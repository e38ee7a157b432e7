import type { State } from '@groundwork/engine';
import { quotaView, secretsView, workloadsView } from '../../__fixtures__';
import { englishTexts } from '../../__testUtils__/englishTexts';
import { cardRows } from './cardRows';

/** What the cells of `prod` say of cards whose items are there, all in these states in turn. */
function cellsOf(...states: State[]): Record<string, string> {
  const inProd = <T extends object>([item]: readonly T[]) =>
    states.map(state => ({ ...item, environment: 'prod', state }));
  const workloads = workloadsView();
  const secrets = secretsView();
  const quota = quotaView();
  const rows = cardRows(
    ['prod'],
    {
      workloads: {
        ...workloads,
        workloads: {
          ...workloads.workloads,
          workloads: inProd(workloads.workloads.workloads).map(each => ({
            ...each,
            counts: { desired: 3, ready: 2 },
          })),
        },
      },
      secrets: {
        ...secrets,
        secrets: {
          ...secrets.secrets,
          secrets: inProd(secrets.secrets.secrets),
          certificates: inProd(secrets.secrets.certificates),
        },
      },
      quota: {
        ...quota,
        quota: { ...quota.quota, quotas: inProd(quota.quota.quotas) },
      },
    },
    englishTexts,
  );
  return Object.fromEntries(
    rows.map(({ name, cells: [{ text }] }) => [name, text]),
  );
}

describe('cardRows', () => {
  it('counts what is not known neither as ready nor as not', () => {
    expect(cellsOf('Healthy', 'Unknown')).toMatchObject({
      'Pods ready': '2 of 6, 3 unknown',
      'Secrets ready': '1 of 2, 1 unknown',
    });
    expect(cellsOf('Healthy', 'Degraded')).toMatchObject({
      'Pods ready': '4 of 6',
      'Secrets ready': '1 of 2',
    });
  });

  it('says in each row alike that nothing is known', () => {
    const cells = cellsOf('Unknown');
    expect(Object.keys(cells).length).toBeGreaterThan(2);
    expect(new Set(Object.values(cells))).toEqual(new Set(['unknown']));
  });
});
