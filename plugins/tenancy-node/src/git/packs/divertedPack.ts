import type { HttpClient } from 'isomorphic-git';
import { open, rm } from 'node:fs/promises';
import { bandLine, pktLine, pktLines } from './pktLines';
import { packOf } from './writePack';

/** Which of the streams that share an answer the pack is. */
const PACK = 1;

const FETCH = '/git-upload-pack';

/** Characters of the first answer in which a remote tells what it can do. */
const MOST_TOLD = 8192;

/** A client of HTTP for a fetch, and what became of the pack. */
export interface DivertedPack {
  http: HttpClient;
  /** Whether there is anything in the file. */
  cameIn(): boolean;
}

/**
 * Writes the pack of a fetch to a file as it comes. Who asked for it gets an empty one in its place, since isomorphic-git would hold
 * it in memory several times and take minutes to look into a large one.
 *
 * @param isPartial - asks a remote that can to leave out what files hold
 */
export function divertedPack(
  http: HttpClient,
  file: string,
  isPartial: boolean,
): DivertedPack {
  let size = 0;
  let told = '';

  async function* listen(
    body: AsyncIterableIterator<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    told = '';
    for await (const chunk of body) {
      if (told.length < MOST_TOLD) {
        told += Buffer.from(chunk).toString('latin1');
      }
      yield chunk;
    }
  }

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
        const isFetch =
          request.method === 'POST' && request.url.endsWith(FETCH);
        const canFilter = / filter[ \n]/.test(told.slice(0, MOST_TOLD));
        const answer = await http.request(
          isFetch && isPartial && canFilter && request.body
            ? { ...request, body: filtered(request.body) }
            : request,
        );
        if (answer.statusCode !== 200 || !answer.body) {
          return answer;
        }
        if (!isFetch) {
          return { ...answer, body: listen(answer.body) };
        }
        await rm(file, { force: true });
        size = 0;
        return { ...answer, body: divert(answer.body) };
      },
    },
  };
}

/**
 * What asks for commits and folders alone. isomorphic-git can't ask so.
 *
 * @see https://git-scm.com/docs/pack-protocol
 */
async function* filtered(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let hasWant = false;
  let hasFilter = false;
  for await (const { raw, payload } of pktLines(body)) {
    const line = payload?.toString('utf8');
    if (line?.startsWith('want ') && !hasWant) {
      hasWant = true;
      yield pktLine(line.replace(/\n?$/, ' filter\n'));
    } else if (payload === undefined && !hasFilter) {
      hasFilter = true;
      yield pktLine('filter blob:none\n');
      yield raw;
    } else {
      yield raw;
    }
  }
}
