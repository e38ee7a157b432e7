import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from './reviews/gitHub.mjs';

test('the sandbox’s GitHub lists the open pull request of a branch', async () => {
  const { url, close } = await startGitHub({
    dir: '/nowhere',
    gitUrl: 'http://127.0.0.1:1',
  });
  try {
    const pulls = `${url}/api/v3/repos/acme/estate/pulls`;
    const listed = async head => {
      const query = new URLSearchParams({ state: 'open', base: 'main', head });
      const answer = await fetch(`${pulls}?${query}`);
      return answer.json();
    };
    const send = (method, place, body) =>
      fetch(place, { method, body: JSON.stringify(body) });

    await send('POST', pulls, { head: 'change', base: 'main', title: 'A' });
    await send('POST', pulls, { head: 'acme:other', base: 'main', title: 'B' });

    const [open, ...more] = await listed('acme:change');
    assert.equal(open.head.ref, 'change');
    assert.equal(open.html_url, `${url}/acme/estate/pull/1`);
    assert.deepEqual(more, []);

    await send('PATCH', `${pulls}/1`, { state: 'closed' });
    assert.deepEqual(await listed('acme:change'), []);
    assert.equal((await listed('acme:other')).length, 1);
  } finally {
    await close();
  }
});
