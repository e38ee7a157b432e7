import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATES } from '@groundwork/engine/model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { StateIcon } from './StateIcon';
import { StateMark } from './StateMark';

const css = readFileSync(join(__dirname, 'StateMark.module.css'), 'utf8');

describe('StateMark', () => {
  it('gives each state a shape of its own', () => {
    const shapes = STATES.map(state => {
      const { container, unmount } = render(<StateIcon state={state} />);
      const shape = container.querySelector('svg')?.innerHTML;
      unmount();
      return shape;
    });
    expect(shapes).not.toContain('');
    expect(new Set(shapes).size).toBe(STATES.length);
  });

  it('colours exactly the states there are', () => {
    const coloured = [...css.matchAll(/data-state='?"?([A-Za-z]+)/g)].map(
      ([, state]) => state,
    );
    expect([...new Set(coloured)].sort()).toEqual([...STATES].sort());
  });

  it('says the state as a word', async () => {
    renderInTestApp(
      <>
        {STATES.map(state => (
          <StateMark key={state} state={state} />
        ))}
      </>,
    );
    for (const state of STATES) {
      expect(await screen.findByText(state)).toBeInTheDocument();
    }
  });
});
