import path from 'node:path';
import { freePort } from '../lib/ports.mjs';
import { run } from '../lib/process.mjs';
import { commit, remark } from './commits.mjs';
import { dryRun } from './dryRun.mjs';
import { lookAtCard } from './lookAtCard.mjs';
import { proxyByPath } from './proxyByPath.mjs';
import {
  ELSEWHERE,
  startPortalSide,
  startTenancySide,
  writeSides,
} from './splitSides.mjs';
import { writeEntry } from './splitEntry.mjs';
import { GUEST, TENANT } from './startStock.mjs';
import { askPortal } from './stockCase.mjs';
import { pushByTemplate } from './splitPush.mjs';
import { splitPortal } from './splitPortal.mjs';
import { signalOf, toolsOf } from './splitQuestions.mjs';
import { until } from './until.mjs';

const STATUS = `/api/tenancy/tenants/${TENANT}/status`;

/** The tenancy backend in a process of its own, with the clusters, beside a stock portal that has neither. */
export async function splitCase(world) {
  const { tools, checks, state, packs, kept, sandboxConfig } = world;
  const portal = await checks.run(
    'split: a stock app takes the packed packages',
    () => splitPortal(tools, { state, kept, packs }),
  );
  if (!portal) {
    return;
  }
  const { folder, env } = portal;
  const built = await checks.run('split: its pages are built', () =>
    run('yarn', ['workspace', 'app', 'build'], { cwd: folder, env }),
  );
  const proxy = await proxyByPath(18060);
  const ports = {
    portal: await freePort(18062),
    elsewhere: await freePort(18082),
  };
  proxy.lead(ports, ELSEWHERE);
  const entry = writeEntry(folder, { tenant: TENANT });
  const files = writeSides(folder, sandboxConfig);
  const running = new Map();
  const start = async (side, title, options) => {
    const started = await checks.run(`split: ${title}`, () =>
      (side === 'portal' ? startPortalSide : startTenancySide)(tools, portal, {
        ...{ entry, ports, base: proxy.url },
        ...files[side],
        ...options,
      }),
    );
    if (started) {
      running.set(side, started);
    }
    return started;
  };
  try {
    const stock = await start('portal', 'the portal starts alone');
    const tenancy =
      stock && (await start('tenancy', 'the tenancy backend starts'));
    if (tenancy) {
      await trySides({
        ...{ checks, url: proxy.url, stock, tenancy, built },
        portalAgain: () => start('portal', 'the portal starts again'),
        commit: (...args) => commit(path.join(state, 'sandbox'), ...args),
        again: () =>
          start('tenancy', 'the tenancy backend starts again', {
            admins: [GUEST],
          }),
      });
    }
  } finally {
    await Promise.all([...running.values()].map(each => each.stop()));
    await proxy.stop();
  }
}

async function trySides(options) {
  const { checks, url, stock, tenancy, built, again, portalAgain } = options;
  const world = { commit: options.commit };
  const { ask } = stock;
  await askPortal(checks, 'split', { ask });
  await checks.run('split: without a token there is no answer', async () => {
    const { status } = await fetch(`${url}${STATUS}`);
    if (status !== 401) {
      throw new Error(`it is ${status}`);
    }
  });
  await checks.run('split: a request is checked against the clusters', () =>
    checkLive(ask),
  );
  await checks.run('split: the tools of MCP are there', async () => {
    const names = await toolsOf(url);
    if (!names.some(name => /list-tenants/.test(name))) {
      throw new Error(`there are ${names.join(', ')}`);
    }
  });
  await checks.run(
    'split: a push that the portal is told of is on the page at once',
    () => tryPush({ url, ask, ...world }),
  );
  await checks.run('split: what a template pushes is read at once', () =>
    pushByTemplate(ask),
  );
  if (built) {
    await checks.run('split: a card shows in the browser', () =>
      lookAtCard(url, `resource/${TENANT}`),
    );
  }
  await tenancy.stop();
  await checks.run('split: the portal stays up without it', async () => {
    await tenantsIn(ask);
    await ask('/api/scaffolder/v2/actions');
  });
  await checks.run('split: its cards cannot be asked for', async () => {
    const { status } = await fetch(`${url}${STATUS}`);
    if (status !== 502) {
      throw new Error(`the proxy says ${status}`);
    }
  });
  if (built) {
    await checks.run('split: cards say so', () =>
      lookAtCard(url, `resource/${TENANT}`, /The portal could not load this/),
    );
  }
  const back = await again();
  if (!back) {
    return;
  }
  await checks.run('split: all is back', () => checkStatus(ask));
  await checks.run('split: what the portal decides holds there', async () => {
    const { items } = await until(
      'a list of tenants',
      () => ask('/api/tenancy/tenants'),
      ({ items: found }) => found?.length > 0,
    );
    if (items.some(({ name }) => name !== TENANT)) {
      throw new Error(`shown are ${items.map(({ name }) => name).join(', ')}`);
    }
  });
  await checks.run('split: the setup page finds the portal', () =>
    until(
      'its parts',
      () => ask('/api/tenancy/setup'),
      ({ parts }) =>
        [
          'kubernetes',
          'permissions',
          'git',
          'notifications',
          'scaffolder',
        ].every(
          part => parts?.find(each => each.part === part)?.state === 'on',
        ),
    ),
  );
  await checks.run('split: tenants are in the catalog as before', () =>
    tenantsIn(ask),
  );
  await stock.stop();
  await checks.run(
    'split: the tenancy backend stays up without the portal',
    async () => {
      const { ok } = await fetch(`${back.url}/.backstage/health/v1/readiness`);
      if (!ok) {
        throw new Error('it is not ready any more');
      }
    },
  );
  if (await portalAgain()) {
    await checks.run(
      'split: and tells the portal again, once it is there',
      () => tryPush({ url, ask, ...world }),
    );
  }
}

const checkStatus = ask =>
  until(
    `the status of ${TENANT}`,
    () => ask(STATUS),
    ({ environments }) =>
      environments?.length > 0 &&
      environments.every(({ state }) => state !== 'Unknown'),
  );

async function tenantsIn(ask) {
  const entities = await ask(
    '/api/catalog/entities?filter=kind=resource&fields=metadata.name',
  );
  if (!entities.some(({ metadata }) => metadata.name === TENANT)) {
    throw new Error(`the catalog has no ${TENANT}`);
  }
}

/** Runs the action that checks a request, which asks the other process. */
function checkLive(ask) {
  return until(
    'the output of tenancy:check',
    () =>
      ask('/api/scaffolder/v2/dry-run', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(dryRun),
      }),
    ({ output }) => output?.ok === true && output.checkedLive === true,
  );
}

/** A host tells the portal of a push; Git is read by the other process, which tells the browser. */
async function tryPush({ url, ask, commit: push }) {
  const subject = `payments: tried from afar at ${Date.now()}`;
  const signal = await signalOf(url);
  push(subject, remark(subject));
  await until(
    'the commit',
    async () => {
      // again, since a portal that has just started has nobody yet who listens
      await tellOfPush(url);
      return ask(`/api/tenancy/tenants/${TENANT}/changes`);
    },
    answer => JSON.stringify(answer).includes(subject),
    30,
  );
  await signal.until(message => message.tenants?.includes(TENANT));
}

async function tellOfPush(url) {
  const { status } = await fetch(`${url}/api/events/http/github.push`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  if (status !== 202) {
    throw new Error(`the webhook is answered with ${status}`);
  }
}
