import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { inRoot } from './paths.mjs';
import { plainSentences, plainTexts } from './plainTexts.mjs';

const plugin = inRoot('plugins/tenancy/src');

/** What is written everywhere alike: names of programs and kinds. */
const NAMES = ['Argo CD', 'Git', 'Application/'];

/** What has words and is read by programs alone. */
const UNREAD = [
  // Styles, and what is looked for in pages.
  /^(minmax|min|repeat|rotate|\d+px|input, )/,
  'noopener noreferrer',
  // Links that are taken apart again.
  /^Application\/…/,
  // Commands to copy.
  /^groundwork /,
];

const modulesIn = (folders, ending) =>
  folders.flatMap(folder =>
    fs
      .readdirSync(path.join(plugin, folder), {
        recursive: true,
        encoding: 'utf8',
      })
      .filter(name => ending.test(name) && !name.includes('.test.'))
      .map(name => path.join(folder, name)),
  );

const textsIn = (names, find) =>
  names.flatMap(name =>
    find(fs.readFileSync(path.join(plugin, name), 'utf8')).map(
      text => `${name}: ${text}`,
    ),
  );

const textOf = line => line.slice(line.indexOf(': ') + 2);

describe('the browser plugin', () => {
  it('has no texts in components and forms: these stand among the translations', () => {
    const names = modulesIn(['components', 'fields'], /\.tsx$/);
    assert.ok(names.length > 100, 'the components were not found');
    assert.deepEqual(
      textsIn(names, plainTexts).filter(line => !NAMES.includes(textOf(line))),
      [],
    );
  });

  // The words of the engine are looked up there, and none of them is shown.
  it('has no sentences in what components call either', () => {
    const names = modulesIn(
      ['components', 'fields', 'status'],
      /\.tsx?$/,
    ).filter(name => !/(?:right|cluster)Words\.ts$/.test(name));
    const isUnread = line =>
      UNREAD.some(each =>
        typeof each === 'string'
          ? each === textOf(line)
          : each.test(textOf(line)),
      );
    assert.deepEqual(
      textsIn(names, plainSentences).filter(line => !isUnread(line)),
      [],
    );
  });
});

describe('plainTexts', () => {
  it('finds what people read, wherever it stands', () => {
    assert.deepEqual(
      plainTexts(`
        const a = <p title="Hint">Plain {b ? 'yes' : t('no')} {\`of \${c}\`}</p>;
        const d = <Mark word={e ? 'Near' : undefined} aria-label={t('x')} />;
      `),
      ['Hint', 'Plain', 'yes', 'of …', 'Near'],
    );
  });

  it('takes no key, style or comparison for a text', () => {
    assert.deepEqual(
      plainTexts(`
        const a = (
          <Button variant="secondary" className={styles.wide} id={\`c-\${d}\`}>
            {state !== 'Healthy' && <b>{t('x.y')}</b>} · {' '}
            {kind === 'sync' && t('z')}
          </Button>
        );
      `),
      [],
    );
  });
});

describe('plainSentences', () => {
  it('finds what a function says, and no key, style or description of an option', () => {
    assert.deepEqual(
      plainSentences(`
        const say = a => (a ? 'It is there.' : \`\${a} was not found\`);
        const useStyles = makeStyles({ row: { border: 'solid red' } });
        const schema = z => z.string().describe('Name of a tenant');
        const other = t('a.key') + 'word' + styles.wide;
      `),
      ['It is there.', '… was not found'],
    );
  });
});
