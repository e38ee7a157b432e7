import git, { Errors, type HttpClient, type PushResult } from 'isomorphic-git';
import type { GitObject } from './packFormat';
import { FLUSH, pktLine, pktLines } from './pktLines';
import { packOf } from './writePack';

const SERVICE = 'git-receive-pack';
const NONE = '0'.repeat(40);

/** Which of the streams that share an answer the report is, and what else the server says. */
const REPORT = 1;
const SAID = 2;
const FAILED = 3;

/** Characters of an answer that are looked at, and of what hooks say. */
const MOST_ANSWERED = 64 * 1024;
const MOST_SAID = 1000;

/** A branch of a remote that is to go from one commit to another. */
export interface PackSent {
  url: string;
  http: HttpClient;
  /** Full name of the branch. */
  ref: string;
  /** The commit that the branch must be at; undefined of one that must not be there. */
  from: string | undefined;
  to: string;
  /** All that the remote does not have of it yet. */
  objects: readonly GitObject[];
}

/**
 * Brings objects to a remote and moves a branch of it. Only what is new is looked at: isomorphic-git walks all folders of both commits
 * first.
 *
 * @throws PushRejectedError of isomorphic-git if the branch is at another commit
 * @throws GitPushError of isomorphic-git if the remote refuses it
 * @see https://git-scm.com/docs/gitprotocol-pack
 */
export async function sendPack({
  url,
  http,
  ref,
  from,
  to,
  objects,
}: PackSent): Promise<void> {
  const remote = await git.getRemoteInfo2({
    http,
    url,
    forPush: true,
    protocolVersion: 1,
  });
  const there = remote.refs?.find(each => each.ref === ref)?.oid;
  if (there === to) {
    // The connection broke once the remote had it all.
    return;
  }
  if (there !== from) {
    throw new Errors.PushRejectedError('not-fast-forward');
  }
  // Some hang up where they are told of what they did not name, as AWS CodeCommit of an agent.
  const abilities = ['report-status', 'side-band-64k'].filter(
    each => remote.capabilities[each],
  );
  const body = Buffer.concat([
    pktLine(`${from ?? NONE} ${to} ${ref}\0 ${abilities.join(' ')}\n`),
    FLUSH,
    packOf(objects),
  ]);
  const answer = await http.request({
    url: `${url}/${SERVICE}`,
    method: 'POST',
    headers: {
      'content-type': `application/x-${SERVICE}-request`,
      accept: `application/x-${SERVICE}-result`,
    },
    body: one(body),
  });
  const said = answer.body ?? one(new Uint8Array());
  if (answer.statusCode !== 200) {
    throw new Errors.HttpError(
      answer.statusCode,
      answer.statusMessage,
      await textOf(said),
    );
  }
  if (abilities.includes('report-status')) {
    const isShared = abilities.includes('side-band-64k');
    const { lines, remarks } = await reportOf(said, isShared);
    assertDone(lines, remarks);
  }
}

/** The lines of the report, and what hooks of the remote say beside them. */
async function reportOf(
  body: AsyncIterable<Uint8Array>,
  isShared: boolean,
): Promise<{ lines: string[]; remarks: string }> {
  const lines: string[] = [];
  let remarks = '';
  const report = isShared
    ? bandOf(body, text => {
        remarks = `${remarks}${text}`.slice(0, MOST_SAID);
      })
    : body;
  for await (const { payload } of pktLines(report)) {
    if (payload) {
      lines.push(payload.toString('utf8').trimEnd());
    }
  }
  return { lines, remarks };
}

async function* bandOf(
  body: AsyncIterable<Uint8Array>,
  onRemark: (text: string) => void,
): AsyncGenerator<Uint8Array> {
  for await (const { payload } of pktLines(body)) {
    switch (payload?.[0]) {
      case REPORT:
        yield payload.subarray(1);
        break;
      case SAID:
        onRemark(payload.toString('utf8', 1));
        break;
      case FAILED:
        throw new Errors.GitPushError(payload.toString('utf8', 1).trim(), {
          ok: false,
          error: '',
          refs: {},
        });
      default:
    }
  }
}

/** The report says of what was sent whether it arrived, and of the branch whether it moved. */
function assertDone(lines: readonly string[], remarks: string): void {
  const [unpacked = '', ...refs] = lines;
  const result: PushResult = {
    ok: unpacked === 'unpack ok',
    error: '',
    refs: {},
  };
  const refused: string[] = [];
  for (const line of refs) {
    const [, status, name, reason = ''] =
      /^(ok|ng) (\S+) ?(.*)$/.exec(line) ?? [];
    if (status) {
      result.refs[name] = { ok: status === 'ok', error: reason };
    }
    if (status === 'ng') {
      refused.push(`\n  - ${name}: ${reason}`);
    }
  }
  if (!result.ok) {
    result.error = unpacked.replace(/^unpack /, '');
    refused.push(
      `\n  - ${
        result.error || 'the remote did not say that it took the commit'
      }`,
    );
  }
  if (refused.length > 0) {
    // What hooks say is no word of Git's: it must not pass for one.
    throw new Errors.GitPushError(refused.join(''), {
      ...result,
      error: remarks,
    });
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length > MOST_ANSWERED) {
      break;
    }
  }
  return text.slice(0, MOST_ANSWERED);
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
