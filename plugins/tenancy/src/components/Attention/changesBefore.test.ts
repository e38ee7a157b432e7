import { changeList } from '../../__fixtures__';
import { changesBefore } from './changesBefore';

describe('changesBefore', () => {
  const [{ justBefore: change = changeList().items[0] }] = changeList().items;
  const trouble = { environment: 'prod', at: 2, justBefore: change };
  const cause = {
    state: 'Degraded' as const,
    environments: ['dev', 'prod'],
  };

  it('tells a change once, at the first cause of its environment', () => {
    expect(
      changesBefore([cause, cause], [trouble]).map(each => each.before),
    ).toEqual([trouble, undefined]);
  });

  it('tells none of what is not known, and none of elsewhere', () => {
    expect(
      changesBefore(
        [
          { ...cause, state: 'Unknown' as const },
          { ...cause, environments: ['dev'] },
        ],
        [trouble],
      ).map(each => each.before),
    ).toEqual([undefined, undefined]);
  });
});
