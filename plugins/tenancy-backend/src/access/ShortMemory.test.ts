import { ShortMemory } from './ShortMemory';

describe('ShortMemory', () => {
  let now = 0;
  let asked: string[] = [];
  const memory = () =>
    new ShortMemory<string>({ milliseconds: 100, most: 2, now: () => now });
  const ask = (text: string) => async () => {
    asked.push(text);
    return text;
  };

  beforeEach(() => {
    now = 0;
    asked = [];
  });

  it('asks once for those who ask at once and soon after', async () => {
    const answers = memory();
    const all = ['one', 'two', 'three'].map(text =>
      answers.get('a', ask(text)),
    );
    expect(await Promise.all(all)).toEqual(['one', 'one', 'one']);
    now = 99;
    expect(await answers.get('a', ask('four'))).toBe('one');
    now = 100;
    expect(await answers.get('a', ask('five'))).toBe('five');
    expect(asked).toEqual(['one', 'five']);
  });

  it('answers nobody with what somebody else was answered', async () => {
    const answers = memory();
    await answers.get('a', ask('one'));
    expect(await answers.get('b', ask('two'))).toBe('two');
  });

  it('asks again after a failure', async () => {
    const answers = memory();
    const fail = async () => {
      throw new Error('away');
    };
    await expect(answers.get('a', fail)).rejects.toThrow('away');
    expect(await answers.get('a', ask('one'))).toBe('one');
  });

  it('keeps no more than it may, the latest', async () => {
    const answers = memory();
    for (const key of ['a', 'b', 'c']) {
      await answers.get(key, ask(key));
    }
    expect(await answers.get('c', ask('again c'))).toBe('c');
    expect(await answers.get('a', ask('again a'))).toBe('again a');
  });
});
