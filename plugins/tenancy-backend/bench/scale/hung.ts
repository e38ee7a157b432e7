import {
  createServer,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds between two bytes of an answer that never ends. */
const TRICKLE = 500;

/** In which ways an API server hangs, one after the other: it says nothing, or lists begin and stop, or go on for ever. */
const ways = ['silent', 'stopped', 'endless'] as const;

/** API servers in the place of others, which take requests for lists and never answer them whole. */
export async function startHung(urls: readonly string[]): Promise<string[]> {
  return Promise.all(
    urls.map((url, i) => startOne(ways[i % ways.length], url)),
  );
}

async function startOne(
  way: (typeof ways)[number],
  url: string,
): Promise<string> {
  const server = createServer((request, response) => {
    if (way === 'silent') {
      return;
    }
    if (!/[?&]limit=/.test(request.url ?? '')) {
      pass(url, request, response);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"kind":"List","items":[');
    if (way === 'endless') {
      const trickle = setInterval(() => response.write(' '), TRICKLE);
      response.on('close', () => clearInterval(trickle));
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function pass(
  url: string,
  { url: path = '/', method, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const passed = ask(new URL(path, url), { method, headers }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy());
  passed.end();
}
