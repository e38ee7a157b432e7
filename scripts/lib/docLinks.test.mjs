import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { wrongLinks, wrongNavigation } from './docs/links.mjs';

const repository = 'https://github.com/acme/suite';

/** What is wrong with docs/page.md where it has this text. */
function wrongIn(text, page = 'docs/page.md') {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'links-'));
  const files = {
    'docs/other.md':
      '# Other\n\n## Plain words\n\n## One & two\n\n## Twice\n\n## Twice\n\n## `code` and [link](other.md)\n\n```md\n## In code\n```\n',
    'packages/cli/README.md': '# CLI\n\n## Use & care\n',
    [page]: text,
  };
  try {
    for (const [file, content] of Object.entries(files)) {
      fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), content);
    }
    return [...wrongLinks([page], { root, repository })];
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

for (const good of [
  '[a](other.md)',
  '[a](other.md#plain-words)',
  '[a](other.md#code-and-link)',
  '[a](#here)\n\n## Here\n',
  '[a](https://example.com/x#y)',
  '[a](mailto:a@example.com)',
  `[a](${repository}/blob/main/packages/cli/README.md#use--care)`,
  `[a](${repository}/tree/main/packages)`,
  `[a](${repository}/issues)`,
  '`[a](none.md)`',
  '```md\n[a](none.md)\n```',
]) {
  test(`this link is well: ${JSON.stringify(good)}`, () => {
    assert.deepEqual(wrongIn(good), []);
  });
}

for (const [bad, said] of [
  ['[a](none.md)', /docs\/none\.md, which is not there/],
  ['![a](images/none.png)', /docs\/images\/none\.png, which is not there/],
  ['[a]: none.md', /which is not there/],
  ['<img src="none.png">', /which is not there/],
  ['[a](other.md#none)', /other\.md#none, a heading that is not there/],
  ['[a](other.md#in-code)', /a heading that is not there/],
  ['[a](#none)', /page\.md#none, a heading that is not there/],
  ['[a](other.md#one--two)', /called otherwise on the documentation site/],
  ['[a](other.md#twice-1)', /called otherwise on the documentation site/],
  [
    '[a](../packages/cli/README.md)',
    /link to https:\/\/github\.com\/acme\/suite\/blob\/main\/packages\/cli\/README\.md/,
  ],
  ['[a](/other.md)', /outside of this repository/],
  ['[a](../../other.md)', /outside of this repository/],
  [`[a](${repository}/blob/main/none.md)`, /none\.md, which is not there/],
  [`[a](${repository}/blob/main/packages)`, /where GitHub has \/tree\//],
  [
    `[a](${repository}/blob/main/packages/cli/README.md#none)`,
    /a heading that is not there/,
  ],
]) {
  test(`this link is refused: ${JSON.stringify(bad)}`, () => {
    const found = wrongIn(bad);
    assert.equal(found.length, 1);
    assert.match(found[0], said);
  });
}

test('pages that only GitHub has link to where they like, by its names of headings', () => {
  assert.deepEqual(
    wrongIn('[a](../docs/other.md#one--two)', 'plugins/README.md'),
    [],
  );
});

test('the navigation lists each page, and nothing else', () => {
  const pages = ['docs/index.md', 'docs/other.md', 'README.md'];
  assert.deepEqual(
    [...wrongNavigation(pages, [{ A: 'index.md' }, { B: 'none.md' }])],
    [
      'mkdocs.yml does not list other.md under nav',
      'mkdocs.yml lists none.md under nav, which is not there',
    ],
  );
});
