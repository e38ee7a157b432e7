import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds between two bytes of one that never ends. */
const TRICKLE = 500;

/** In which ways an API server hangs, one after the other: it says nothing, stops in an answer, or goes on with it for ever. */
const ways = ['silent', 'stopped', 'endless'] as const;

/** API servers that take requests and never answer them whole. */
export async function startHung(count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, i) => startOne(ways[i % ways.length])),
  );
}

async function startOne(way: (typeof ways)[number]): Promise<string> {
  const server = createServer((_, response) => {
    if (way === 'silent') {
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
