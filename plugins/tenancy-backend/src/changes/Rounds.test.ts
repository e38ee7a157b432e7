import { Rounds } from './Rounds';

describe('Rounds', () => {
  function told() {
    const rounds: Array<readonly string[]> = [];
    const ends: Array<() => void> = [];
    const gathered = new Rounds(items => {
      rounds.push(items);
      return new Promise(resolve => {
        ends.push(resolve);
      });
    });
    const end = async () => {
      ends.shift()?.();
      await new Promise(setImmediate);
    };
    return { gathered, rounds, end };
  }

  it('tells at once, and gathers what comes meanwhile', async () => {
    const { gathered, rounds, end } = told();
    gathered.add(['a']);
    expect(rounds).toEqual([['a']]);

    for (let i = 0; i < 100; i += 1) {
      gathered.add(['b', 'c', 'a']);
    }
    expect(rounds).toEqual([['a']]);
    await end();
    expect(rounds).toEqual([['a'], ['b', 'c', 'a']]);
    await end();
    expect(rounds).toHaveLength(2);

    gathered.add(['d']);
    expect(rounds[2]).toEqual(['d']);
  });

  it('goes on after a round that fails', async () => {
    const rounds: Array<readonly string[]> = [];
    const errors: unknown[] = [];
    const gathered = new Rounds(
      async items => {
        rounds.push(items);
        if (rounds.length === 1) {
          throw new Error('away');
        }
      },
      error => errors.push(error),
    );
    gathered.add(['a']);
    gathered.add(['b']);
    await new Promise(setImmediate);
    expect(rounds).toEqual([['a'], ['b']]);
    expect(errors).toEqual([new Error('away')]);
  });

  it('tells nothing of nothing', () => {
    const { gathered, rounds } = told();
    gathered.add([]);
    expect(rounds).toEqual([]);
  });
});
