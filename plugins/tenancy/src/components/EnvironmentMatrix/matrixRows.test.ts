import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import {
  application,
  environment,
  servingRoute,
  tenantStatus,
} from '../../__fixtures__';
import { englishTexts } from '../../__testUtils__/englishTexts';
import { matrixRows } from './matrixRows';

describe('matrixRows', () => {
  it('marks where environments are not alike', () => {
    const rows = matrixRows(tenantStatus(), englishTexts).map(
      ({ name, cells, differs }) =>
        `${name}: ${cells.map(({ text }) => text).join(' | ')}${
          differs ? ' !' : ''
        }`,
    );

    expect(rows).toEqual([
      'Sync: Healthy | Progressing | Degraded !',
      'Commit: 3f9c2e1 | 3f9c2e1 | 81ab77d',
      'Routes serving: 1 of 1 | – | 0 of 1 !',
      'Isolated in: isolated | – | isolated',
      'Isolated out: isolated | – | partly isolated !',
      'DNS: allowed | – | allowed',
    ]);
  });

  const rowOf = (view: TenantStatusView, name: string) =>
    matrixRows(view, englishTexts).find(each => each.name === name);
  const routed = (...states: State[]): TenantStatusView => {
    const view = tenantStatus();
    return {
      ...view,
      network: {
        ...view.network,
        routes: states.map((state, index) =>
          servingRoute({
            state,
            ref: { ...servingRoute().ref, name: `r${index}` },
          }),
        ),
      },
    };
  };

  it.each([
    ['unknown', 'Unknown', ['Unknown']],
    ['1 of 2, 1 unknown', 'Unknown', ['Healthy', 'Unknown']],
    ['1 of 3, 1 unknown', 'Degraded', ['Healthy', 'Degraded', 'Unknown']],
    ['0 of 1', 'Progressing', ['Progressing']],
  ] as const)(
    'says %s of routes in the state of the worst',
    (text, state, states) => {
      expect(rowOf(routed(...states), 'Routes serving')?.cells[0]).toEqual({
        text,
        state,
      });
    },
  );

  it('compares what runs, and not what is not known', () => {
    const view = tenantStatus();
    const running = (...tags: string[]): TenantStatusView => ({
      ...view,
      sync: {
        ...view.sync,
        environments: tags.map((tag, index) =>
          environment({
            environment: `e${index}`,
            state: index === 0 ? 'Unknown' : 'Healthy',
            applications: [
              application({
                images: [`registry.example.com/team/web:${tag}`],
                revision: String(index).repeat(40),
              }),
            ],
          }),
        ),
      },
    });
    expect(rowOf(running('1', '1'), 'Images')).toMatchObject({
      cells: [{ text: 'web:1' }, { text: 'web:1' }],
      differs: false,
    });
    expect(rowOf(running('1', '2'), 'Images')?.differs).toBe(true);
    expect(rowOf(running('1', '1'), 'Sync')?.differs).toBe(false);
  });
});
