import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal } from '../Terminal';
import { UsageError } from '../UsageError';
import { exitCodes } from './exitCodes';
import { askPortal, type PortalReply } from './askPortal';
import { line, type PortalAnswer } from './PortalAnswer';
import type { Deployed, SetImageFlags } from './SetImageFlags';
import { tokenSource } from './tokenSource';

/** Milliseconds between two looks at how it goes on. */
const pause = 2_000;

/** Has the portal deploy a version, and with `--wait` tells how it goes on until it is healthy, can't become so, or time is up. */
export async function setImageAtPortal(
  { tenant, workload, image }: Deployed,
  flags: SetImageFlags,
  terminal: Terminal,
): Promise<number> {
  const server = serverOf(flags.server ?? '');
  const token = tokenSource({
    tokenFile: flags.tokenFile,
    audience: flags.audience ?? server.origin,
    environment: process.env,
  });
  const names = [tenant, workload].map(encodeURIComponent);
  const url = new URL(
    `${server.pathname.replace(/\/+$/, '')}/api/tenancy/ci/tenants/${
      names[0]
    }/workloads/${names[1]}/deployments`,
    server,
  );
  const deadline = performance.now() + flags.timeout * 1000;
  const patiently = async (ask: () => Promise<PortalReply>) => {
    for (;;) {
      const reply = await ask();
      // What was heard in part may be asked again: the same image twice is one edit.
      if (!reply.isPassing || performance.now() > deadline) {
        return reply;
      }
      terminal.err(`${reply.message}\n`);
      await sleep(Math.min(reply.retryAfter ?? pause, 30_000));
    }
  };

  const begun = await patiently(async () =>
    askPortal(url, await token(), {
      image,
      ...(flags.env ? { environments: flags.env } : {}),
    }),
  );
  if (!begun.answer) {
    return failed(begun, terminal);
  }
  const say = teller(terminal);
  say(begun.answer);
  if (!flags.wait) {
    return endOf(begun.answer, false) ?? exitCodes.deployed;
  }
  const progress = new URL(url);
  progress.searchParams.set('image', image);
  flags.env?.forEach(name => progress.searchParams.append('environment', name));
  let { answer } = begun;
  let illSince: number | undefined;
  for (;;) {
    illSince =
      answer.state === 'unhealthy' ? illSince ?? performance.now() : undefined;
    const isIll =
      illSince !== undefined &&
      performance.now() - illSince >= flags.settle * 1000;
    const code = isIll ? exitCodes.unhealthy : endOf(answer, true);
    if (code !== undefined) {
      return code;
    }
    if (performance.now() > deadline) {
      terminal.out(
        `Not healthy after ${flags.timeout} s. The change goes on by itself.\n`,
      );
      return exitCodes.timeout;
    }
    await sleep(pause);
    const reply = await patiently(async () =>
      askPortal(progress, await token()),
    );
    if (!reply.answer) {
      return failed(reply, terminal);
    }
    answer = reply.answer;
    say(answer);
  }
}

function failed(reply: PortalReply, terminal: Terminal): number {
  terminal.out(`${reply.message}\n`);
  return reply.isPassing ? exitCodes.timeout : exitCodes.refused;
}

/** How the command ends with this answer; undefined while it may still become another. */
function endOf(
  { state }: PortalAnswer,
  isWaiting: boolean,
): number | undefined {
  switch (state) {
    case 'healthy':
      return exitCodes.deployed;
    case 'nothing':
      return isWaiting ? undefined : exitCodes.deployed;
    case 'superseded':
    case 'rejected':
      return exitCodes.refused;
    default:
      return undefined;
  }
}

/** Writes what is new in an answer. */
function teller(terminal: Terminal): (answer: PortalAnswer) => void {
  let said = '';
  return ({ message, url, environments }) => {
    const words = [
      [message, url].filter(Boolean).join(' '),
      ...environments.map(
        ({ environment, state, why, fixableBy }) =>
          `  ${environment}: ${state}${why ? `, ${why}` : ''}${
            why && fixableBy ? ` (${turnOf(fixableBy)})` : ''
          }`,
      ),
    ].join('\n');
    if (words !== said) {
      terminal.out(`${words}\n`);
    }
    said = words;
  };
}

function turnOf(fixableBy: string): string {
  const words: Record<string, string> = {
    tenant: 'yours to fix',
    platform: "the platform team's to fix",
    otherTenant: "another team's to fix",
  };
  return words[fixableBy] ?? line(fixableBy);
}

function serverOf(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(
      `--server: ${text} is no address, such as https://portal.example.com.`,
    );
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    throw new UsageError(
      '--server: must be https, since a token is sent there.',
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError('--server: must be an address and nothing more.');
  }
  return url;
}
