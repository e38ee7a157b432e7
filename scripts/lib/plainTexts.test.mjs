import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { inRoot } from './paths.mjs';
import { plainTexts } from './plainTexts.mjs';

const components = inRoot('plugins/tenancy/src/components');

/** What is written everywhere alike: names of programs and kinds. */
const NAMES = ['Argo CD', 'Git', 'Application/'];

describe('the components of the browser plugin', () => {
  it('have no texts of their own: these stand among the translations', () => {
    const files = fs
      .readdirSync(components, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.tsx') && !name.includes('.test.'));
    assert.ok(files.length > 50, 'the components were not found');
    const found = files.flatMap(name =>
      plainTexts(fs.readFileSync(path.join(components, name), 'utf8'))
        .filter(text => !NAMES.includes(text))
        .map(text => `${name}: ${text}`),
    );
    assert.deepEqual(found, []);
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
