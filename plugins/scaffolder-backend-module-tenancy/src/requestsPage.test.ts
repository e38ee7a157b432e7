import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { capabilities, parseRequest } from '@groundwork/engine';
import { parse } from 'yaml';

const page = readFileSync(
  resolve(__dirname, '../../../docs/requests.md'),
  'utf8',
);
const examples = [...page.matchAll(/```yaml\n([^`]*)```/g)]
  .map(([, text]) => parse(text))
  .filter(document => document !== null);

describe('the page about requests', () => {
  it('has an example of every kind', () => {
    expect(examples.map(({ kind }) => kind).sort()).toEqual(
      capabilities.map(({ kind }) => kind).sort(),
    );
  });

  it.each(examples.map(example => [example.kind, example]))(
    'shows a valid %s',
    (_, example) => {
      expect(() => parseRequest(example)).not.toThrow();
    },
  );
});
