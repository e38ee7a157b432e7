import { tenantStatus } from '../../__fixtures__';
import { matrixRows } from './matrixRows';

describe('matrixRows', () => {
  it('marks where environments are not alike', () => {
    const rows = matrixRows(tenantStatus()).map(
      ({ name, cells, differs }) =>
        `${name}: ${cells.map(({ text }) => text).join(' | ')}${
          differs ? ' !' : ''
        }`,
    );

    expect(rows).toEqual([
      'Sync: Healthy | Progressing | Degraded !',
      'Commit: 3f9c2e1 | 3f9c2e1 | 81ab77d !',
      'Routes serving: 1 of 1 | – | 0 of 1 !',
      'Isolated in: isolated | – | isolated',
      'Isolated out: isolated | – | partly !',
      'DNS: allowed | – | allowed',
    ]);
  });
});
