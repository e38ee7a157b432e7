import type { HttpClient } from 'isomorphic-git';
import { open, rm } from 'node:fs/promises';
import { bandLine, pktLines } from './pktLines';
import { packOf } from './writePack';

/** Which of the streams that share an answer the pack is. */
const PACK = 1;

const FETCH = '/git-upload-pack';

/** A client of HTTP for a fetch, and what became of the pack. */
export interface DivertedPack {
  http: HttpClient;
  /** Whether there is anything in the file. */
  cameIn(): boolean;
}

/**
 * Writes the pack of a fetch to a file as it comes. Who asked for it gets an empty one in its place, since isomorphic-git would hold
 * it in memory several times and take minutes to look into a large one.
 */
export function divertedPack(http: HttpClient, file: string): DivertedPack {
  let size = 0;

  async function* divert(
    body: AsyncIterableIterator<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    const handle = await open(file, 'w', 0o600);
    try {
      for await (const { raw, payload } of pktLines(body)) {
        if (payload?.[0] === PACK) {
          await handle.write(payload, 1);
          size += payload.length - 1;
        } else {
          yield raw;
        }
      }
      if (size > 0) {
        yield bandLine(PACK, packOf([]));
      }
    } finally {
      await handle.close();
    }
  }

  return {
    cameIn: () => size > 0,
    http: {
      async request(request) {
        const answer = await http.request(request);
        const isPack =
          request.method === 'POST' &&
          request.url.endsWith(FETCH) &&
          answer.statusCode === 200 &&
          answer.body;
        if (!isPack || !answer.body) {
          return answer;
        }
        await rm(file, { force: true });
        size = 0;
        return { ...answer, body: divert(answer.body) };
      },
    },
  };
}
