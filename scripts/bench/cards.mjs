/* eslint-env node, browser */
import fs from 'node:fs';
import { request } from 'node:https';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildApp } from '../lib/build.mjs';
import { findBrowser, howToGetBrowser } from '../lib/browser.mjs';
import { inHome, inRoot } from '../lib/paths.mjs';
import { startPortal } from '../lib/portal.mjs';
import { endAll, endOnSignal } from '../lib/process.mjs';
import { main, Plain, say } from '../lib/say.mjs';
import { toolchain } from '../lib/toolchain.mjs';

/*
 * The cards in a browser: how long they take to be there with fifty applications, and how long a change in a cluster takes
 * to be on them. With `paints` or `changes` only the one.
 */

const TENANT = 'payments';
/** One who owns it. */
const USER = 'Ada';
const NAMESPACE = TENANT;
const APPLICATIONS = 50;
const PAINTS = 5;
const CHANGES = 40;
const PATIENCE = 120_000;
const label = 'tenancy.groundwork.dev/tenant';

const ms = time => `${Math.round(time)} ms`;

function at(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Asks an API server of the sandbox as its admin. */
async function admin(state) {
  const { parse } = await import('yaml');
  const { clusters, users } = parse(
    fs.readFileSync(path.join(state, 'kubeconfig.yaml'), 'utf8'),
  );
  return (cluster, method, place, body) => {
    const { cluster: to } = clusters.find(({ name }) => name === cluster);
    return new Promise((resolve, reject) => {
      const asked = request(
        `${to.server}${place}`,
        {
          method,
          ca: Buffer.from(to['certificate-authority-data'], 'base64'),
          headers: {
            authorization: `Bearer ${users[0].user.token}`,
            'content-type':
              method === 'PATCH'
                ? 'application/merge-patch+json'
                : 'application/json',
          },
        },
        answer => {
          answer.setEncoding('utf8');
          let text = '';
          answer.on('data', part => {
            text += part;
          });
          answer.on('end', () =>
            answer.statusCode < 300
              ? resolve(JSON.parse(text))
              : reject(new Error(`${method} ${place}: ${text}`)),
          );
        },
      );
      asked.on('error', reject);
      asked.end(JSON.stringify(body));
    });
  };
}

/** Fifty applications of the tenant, and a workload that is changed. */
async function fill(ask) {
  const apps = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
  const { items } = await ask('hub', 'GET', apps);
  const like =
    items.find(({ metadata }) => metadata.name === `${TENANT}-dev`) ??
    items.find(({ metadata }) => metadata.labels?.[label] === TENANT);
  // Nobody puts right by itself what is only there to be looked at.
  const spec = { ...like.spec, syncPolicy: undefined };
  for (let i = 0; i < APPLICATIONS; i += 1) {
    await ask('hub', 'POST', apps, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: `bench-${i}`,
        namespace: 'argocd',
        labels: like.metadata.labels,
      },
      spec,
    });
  }
  await ask(
    'spoke-dev',
    'POST',
    `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`,
    deployment(),
  );
}

function deployment() {
  const labels = { app: 'bench' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'bench', namespace: NAMESPACE, labels },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            { name: 'bench', image: 'registry.acme.example/bench:v0' },
          ],
        },
      },
    },
  };
}

async function signedIn(browser, url) {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: USER }).first().click();
  await page.getByRole('list', { name: 'Tenants' }).waitFor();
  await page.close();
  return context;
}

/** How long a page takes, in one that has nothing of it yet or only what a browser keeps of it. */
async function paint(context, url, isThere) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const sent = { bytes: 0, requests: 0 };
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    sent.bytes += encodedDataLength;
    sent.requests += 1;
  });
  const began = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  await isThere(page);
  const taken = Date.now() - began;
  const { metrics } = await devtools.send('Performance.getMetrics');
  const cpu = metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const first = await page.evaluate(
    () =>
      performance
        .getEntriesByType('paint')
        .find(({ name }) => name === 'first-contentful-paint')?.startTime,
  );
  await page.close();
  return { taken, cpu, first, ...sent };
}

async function sayPaints(browser, url) {
  const pages = {
    'the tenant page': [
      `${url}/tenancy/${TENANT}`,
      page =>
        page
          .getByRole('button', { name: /All \d+ applications/ })
          .first()
          .waitFor(),
    ],
    'the cards of an entity': [
      `${url}/catalog/default/resource/${TENANT}`,
      page =>
        page
          .getByRole('button', { name: /All \d+ applications/ })
          .first()
          .waitFor(),
    ],
  };
  for (const [name, [place, isThere]] of Object.entries(pages)) {
    const context = await signedIn(browser, url);
    const all = [];
    for (let i = 0; i <= PAINTS; i += 1) {
      all.push(await paint(context, place, isThere));
    }
    const warm = all.slice(1);
    const middle = key =>
      at(
        warm.map(each => each[key]),
        0.5,
      );
    say(
      `  ${name}: there after ${ms(middle('taken'))} of it ${ms(
        middle('cpu'),
      )} of CPU, first paint of the portal after ${ms(
        middle('first'),
      )}; when it is opened first ${ms(all[0].taken)}`,
    );
    await context.close();
  }
}

/** How long each change takes to be on the page. */
async function sayChanges(browser, url, ask) {
  const context = await signedIn(browser, url);
  const page = await context.newPage();
  const reads = [];
  page.on('requestfinished', asked => {
    if (asked.url().includes('/api/tenancy/')) {
      const { startTime, responseEnd } = asked.timing();
      reads.push({ at: startTime, took: responseEnd });
    }
  });
  await page.goto(`${url}/tenancy/${TENANT}?tab=workloads`);
  await page.getByText('bench:v0').first().waitFor();
  await page.evaluate(() => {
    window.seen = {};
    new MutationObserver(() => {
      const found = /bench:(v\d+)/.exec(document.body.textContent ?? '')?.[1];
      if (found && !window.seen[found]) {
        window.seen[found] = Date.now();
      }
    }).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const times = [];
  const parts = { untilRead: [], read: [], shown: [] };
  // The first one may come before the page listens to signals, and then waits for the page to ask by itself.
  for (let i = 0; i <= CHANGES; i += 1) {
    const began = Date.now();
    await ask(
      'spoke-dev',
      'PATCH',
      `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/bench`,
      {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'bench',
                  image: `registry.acme.example/bench:v${i + 1}`,
                },
              ],
            },
          },
        },
      },
    );
    const shown = await page
      .waitForFunction(version => window.seen[version], `v${i + 1}`, {
        timeout: PATIENCE,
        polling: 50,
      })
      .then(handle => handle.jsonValue());
    if (i > 0) {
      times.push(shown - began);
    }
    const read = reads.findLast(
      each => each.at >= began && each.at + each.took <= shown + 1,
    );
    if (read && i > 0) {
      parts.untilRead.push(read.at - began);
      parts.read.push(read.took);
      parts.shown.push(shown - read.at - read.took);
    }
    await pause(300 + ((i * 271) % 1500));
  }
  say(
    `  a change in the cluster is on the card: p50 ${ms(
      at(times, 0.5),
    )}, p99 ${ms(at(times, 0.99))} of ${CHANGES}`,
  );
  const of = Object.entries({
    'until it is asked for': parts.untilRead,
    'until it is answered': parts.read,
    'until it is drawn': parts.shown,
  }).map(([what, some]) => `${what} ${ms(at(some, 0.5))}`);
  say(`  of it, as medians: ${of.join(', ')}`);
  await context.close();
}

await main(async () => {
  endOnSignal();
  const [what] = process.argv.slice(2);
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Plain(howToGetBrowser);
  }
  const tools = await toolchain();
  await buildApp(tools);
  const require = createRequire(inRoot('package.json'));
  const { chromium } = require('@playwright/test');
  const state = inHome('bench-cards-state');
  fs.rmSync(state, { recursive: true, force: true });
  const portal = await startPortal(tools, {
    state,
    logs: `${state}/logs`,
    port: 17157,
    portBase: 17170,
    sandboxArgs: [],
  });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  try {
    say(`The cards in a browser; load ${os.loadavg()[0].toFixed(1)}`);
    const ask = await admin(state);
    await fill(ask);
    if (what !== 'changes') {
      await sayPaints(browser, portal.url);
    }
    if (what !== 'paints') {
      await sayChanges(browser, portal.url, ask);
    }
    say(`  load after: ${os.loadavg()[0].toFixed(1)}`);
  } finally {
    await browser.close();
    await portal.stop();
    await endAll();
  }
});
