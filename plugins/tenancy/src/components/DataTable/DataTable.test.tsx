import { render, screen } from '@testing-library/react';
import { DataTable } from './DataTable';

describe('DataTable', () => {
  it('marks cells with nothing in them, whose labels would stand alone in a narrow window', () => {
    const column = (id: string, value: unknown) => ({
      id,
      label: id,
      text: () => '',
      cell: () => value as string,
    });
    render(
      <DataTable
        label="Things"
        items={['one']}
        keyOf={item => item}
        columns={[
          column('text', 'a'),
          column('number', 0),
          column('nothing', undefined),
          column('false', false),
          column('blank', ''),
        ]}
      />,
    );

    expect(
      screen
        .getAllByRole('cell')
        .map(cell => [cell.dataset.label, cell.dataset.empty]),
    ).toEqual([
      ['text', 'false'],
      ['number', 'false'],
      ['nothing', 'true'],
      ['false', 'true'],
      ['blank', 'true'],
    ]);
  });
});
