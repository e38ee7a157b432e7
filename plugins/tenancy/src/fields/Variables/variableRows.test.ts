import fc from 'fast-check';
import { englishFormTexts } from '../../__testUtils__/englishTexts';
import {
  looksSecret,
  mapOf,
  pastedVariables,
  rowProblems,
  rowsOf,
  variableProblems,
  withPasted,
} from './variableRows';

describe('rows of variables', () => {
  it('stay as they are written, whatever is written', () => {
    const row = fc.record({
      name: fc.string({ maxLength: 4 }).map(name => name.trim()),
      value: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), rows => {
        const held = JSON.parse(JSON.stringify(mapOf(rows)));
        expect(rowsOf(held)).toEqual(rows);
      }),
    );
  });

  it.each([
    ['1ST', /no digit first, such as _1ST/],
    ['log-level', /such as log_level/],
    ['ä', /such as LOG_LEVEL/],
  ])('say of the name %s what to write instead', (name, said) => {
    expect(rowProblems([{ name, value: 'x' }], englishFormTexts)[0]).toMatch(
      said,
    );
  });

  it('tell which one is there twice, and which has no name', () => {
    const rows = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
      { name: '', value: '3' },
      { name: '', value: '' },
    ];
    expect(rowProblems(rows, englishFormTexts)).toEqual([
      undefined,
      'A is there twice',
      'Give this value a name, such as LOG_LEVEL',
      undefined,
    ]);
    expect(variableProblems(mapOf(rows), englishFormTexts)).toHaveLength(2);
  });

  it('take other names for keys of a Secret', () => {
    expect(
      variableProblems({ 'config.yaml': 'a: 1' }, englishFormTexts, 'key'),
    ).toEqual([]);
    expect(
      variableProblems({ 'a/b': 'a: 1' }, englishFormTexts, 'key'),
    ).toHaveLength(1);
  });

  it('know a name that promises a secret', () => {
    expect(looksSecret({ name: 'DB_PASSWORD', value: 'x' })).toBe(true);
    expect(looksSecret({ name: 'DB_PASSWORD', value: '' })).toBe(false);
    expect(looksSecret({ name: 'PASSWORDLESS', value: 'x' })).toBe(false);
  });
});

describe('pastedVariables', () => {
  it('reads files of variables, as shells and Compose write them', () => {
    expect(
      pastedVariables(
        '# settings\nexport A=1\nB="two words"\n\nC=\'x=y\'\r\n- D=4\nE: five\nF=',
      ),
    ).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: 'two words' },
      { name: 'C', value: 'x=y' },
      { name: 'D', value: '4' },
      { name: 'E', value: 'five' },
      { name: 'F', value: '' },
    ]);
  });

  it('leaves other texts alone', () => {
    expect(pastedVariables('hello\nworld')).toBeUndefined();
    expect(pastedVariables('A=1\nand then')).toBeUndefined();
    expect(pastedVariables('https://a.example\nhttps://b')).toBeUndefined();
  });

  it('gives rows of the same name their new value, and adds the others', () => {
    expect(
      withPasted(
        [
          { name: 'A', value: '1' },
          { name: '', value: '' },
        ],
        [
          { name: 'B', value: '2' },
          { name: 'A', value: '3' },
        ],
      ),
    ).toEqual([
      { name: 'A', value: '3' },
      { name: 'B', value: '2' },
    ]);
  });
});
