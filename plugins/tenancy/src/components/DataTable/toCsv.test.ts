import { toCsv, toJson } from './toCsv';

type Item = { name: string; count?: number };

const columns = [
  { id: 'name', text: ({ name }: Item) => name },
  { id: 'count', text: ({ count }: Item) => count },
];

describe('toCsv', () => {
  it('quotes what needs it', () => {
    expect(toCsv(columns, [{ name: 'a "b", c\nd', count: -2 }])).toBe(
      'name,count\r\n"a ""b"", c\nd",-2\r\n',
    );
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@a',
    '\tx',
    '\uff1d1',
    '\uff0b1',
    '\uff0d1',
    '\uff20a',
  ])('lets no spreadsheet take %j for a formula', name => {
    expect(toCsv(columns, [{ name }])).toBe(`name,count\r\n'${name},\r\n`);
  });

  it('writes the same as JSON', () => {
    expect(JSON.parse(toJson(columns, [{ name: '=a', count: 1 }]))).toEqual([
      { name: '=a', count: 1 },
    ]);
  });
});
