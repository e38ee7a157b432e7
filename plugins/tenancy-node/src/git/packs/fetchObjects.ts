import { Errors, type HttpClient } from 'isomorphic-git';
import { open } from 'node:fs/promises';
import { DELIMITER, FLUSH, pktLine, pktLines } from './pktLines';

const SERVICE = 'git-upload-pack';

/** Which of the streams that share an answer the pack is, and where the server says why it ends. */
const PACK = 1;
const FAILED = 3;

/** What is answered to who asks in a way that is not known. */
const UNKNOWN: ReadonlySet<number> = new Set([400, 405, 415, 500, 501]);

/** What a remote that left something out does not give when it is asked for it. */
export class NotGiven extends Error {}

/**
 * Brings objects by their ids to a file, as one pack.
 *
 * @throws NotGiven if the remote does not do that
 * @throws HttpError of isomorphic-git if it does not answer
 * @see https://git-scm.com/docs/protocol-v2
 */
export async function fetchObjects(options: {
  url: string;
  http: HttpClient;
  oids: readonly string[];
  file: string;
  /** All of a commit itself, but for files of more bytes than these. */
  upTo?: number;
}): Promise<void> {
  const { url, http, oids, file, upTo } = options;
  const body = Buffer.concat([
    pktLine('command=fetch\n'),
    DELIMITER,
    pktLine('no-progress\n'),
    pktLine('ofs-delta\n'),
    ...(upTo === undefined
      ? []
      : [pktLine('deepen 1\n'), pktLine(`filter blob:limit=${upTo}\n`)]),
    ...oids.map(oid => pktLine(`want ${oid}\n`)),
    pktLine('done\n'),
    FLUSH,
  ]);
  const answer = await http.request({
    url: `${url}/${SERVICE}`,
    method: 'POST',
    headers: {
      'content-type': `application/x-${SERVICE}-request`,
      accept: `application/x-${SERVICE}-result`,
      'git-protocol': 'version=2',
    },
    body: (async function* whole() {
      yield body;
    })(),
  });
  if (UNKNOWN.has(answer.statusCode)) {
    throw new NotGiven(`it answered with HTTP status ${answer.statusCode}`);
  }
  if (answer.statusCode !== 200) {
    throw new Errors.HttpError(answer.statusCode, answer.statusMessage, '');
  }
  const handle = await open(file, 'w', 0o600);
  let size = 0;
  try {
    for await (const { payload } of pktLines(answer.body ?? [])) {
      const line = payload?.toString('latin1', 0, 200) ?? '';
      if (payload?.[0] === PACK) {
        await handle.write(payload, 1);
        size += payload.length - 1;
      } else if (payload?.[0] === FAILED || line.startsWith('ERR ')) {
        throw new NotGiven(line.slice(1).trim());
      }
    }
  } finally {
    await handle.close();
  }
  if (size === 0) {
    throw new NotGiven('the remote sent nothing');
  }
}
