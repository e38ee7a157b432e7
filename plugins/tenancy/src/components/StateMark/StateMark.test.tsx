import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATES } from '@groundwork/engine/model';
import { render } from '@testing-library/react';
import { StateMark } from './StateMark';

const css = readFileSync(join(__dirname, 'StateMark.module.css'), 'utf8');

describe('StateMark', () => {
  it('gives each state a shape of its own', () => {
    const shapes = STATES.map(state => {
      const { container, unmount } = render(<StateMark state={state} />);
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

  it('says the state as a word', () => {
    STATES.forEach(state => {
      const { getByText, unmount } = render(<StateMark state={state} />);
      expect(getByText(state)).toBeInTheDocument();
      unmount();
    });
  });
});
