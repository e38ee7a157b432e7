import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { untilReady } from './untilReady.mjs';

async function portal(answer) {
  const server = http.createServer((request, response) => {
    response.statusCode = answer(request);
    response.end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

test('a portal is ready once its users can sign in', async () => {
  let left = 3;
  const asked = [];
  const { server, url } = await portal(request => {
    asked.push(`${request.url} ${request.headers['x-demo-user'] ?? ''}`);
    if (!request.url.includes('/auth/')) {
      return 200;
    }
    left -= 1;
    return left > 0 ? 404 : 200;
  });

  await untilReady({ url, users: ['user:default/ada'], log: 'x.log' });

  assert.equal(left, 0);
  assert.match(asked.at(-1), /demo\/refresh.* user:default\/ada/);
  server.close();
});

test('one that answers is waited for, and it is said for what and where the log is', async () => {
  const lines = [];
  const until = Date.now() + 300;
  const { server, url } = await portal(() => (Date.now() < until ? 503 : 200));

  await untilReady({
    url,
    log: 'portal.log',
    patience: 50,
    every: 40,
    tell: line => lines.push(line),
  });

  assert.ok(
    lines.some(line => /waiting for its plugins.*portal\.log/.test(line)),
  );
  server.close();
});

test('one that never listens is given up', async () => {
  await assert.rejects(
    untilReady({ url: 'http://127.0.0.1:1', log: 'portal.log', patience: 50 }),
    /never listened .*portal\.log/,
  );
});

test('one that ended is waited for no longer, and what it said is told', async () => {
  const ended = new AbortController();
  setTimeout(() => ended.abort(new Error('The portal ended')), 20);
  await assert.rejects(
    untilReady({
      url: 'http://127.0.0.1:1',
      log: 'portal.log',
      signal: ended.signal,
    }),
    /The portal ended/,
  );
});
