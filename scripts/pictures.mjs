/* eslint-env node, browser */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { buildApp } from './lib/build.mjs';
import { findBrowser, howToGetBrowser } from './lib/browser.mjs';
import { install } from './lib/install.mjs';
import { inHome, inRoot } from './lib/paths.mjs';
import { PICTURES, pictures } from './lib/pictures.mjs';
import { startPortal } from './lib/portal.mjs';
import { endAll, endOnSignal } from './lib/process.mjs';
import { main, Plain, say } from './lib/say.mjs';
import { toolchain } from './lib/toolchain.mjs';

const PATIENCE = 60_000;

/** A window as wide as a card of Backstage's overview wants to be read at. */
const WINDOW = { width: 1280, height: 900 };

/**
 * Takes the pictures of the documentation from the demo portal, or from one that runs already (`--url`). The site is built after
 * this; what does not show fails it, so that no page has a hole.
 */
await main(async () => {
  const { values } = parseArgs({ options: { url: { type: 'string' } } });
  endOnSignal();
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Plain(howToGetBrowser);
  }
  const tools = await toolchain();
  await install(tools);
  const portal = values.url
    ? { url: values.url, stop: async () => {} }
    : await startDemo(tools);
  const { chromium } = createRequire(inRoot('package.json'))(
    '@playwright/test',
  );
  try {
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
    try {
      fs.rmSync(inRoot(PICTURES), { recursive: true, force: true });
      for (const [name, picture] of Object.entries(pictures)) {
        await take(browser, portal.url, name, picture);
        say(`${PICTURES}/${name}.png`);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await portal.stop();
    await endAll();
  }
});

async function startDemo(tools) {
  await buildApp(tools);
  return startPortal(tools, {
    state: inHome('state-pictures'),
    reset: true,
    logs: inHome('reports/pictures'),
    port: 17070,
    portBase: 17083,
    sandboxArgs: [],
  });
}

async function take(browser, url, name, picture) {
  const { who, page: place, card, shows, named } = picture;
  const context = await browser.newContext({
    viewport: WINDOW,
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(url);
    await page.getByRole('button', { name: who }).first().click();
    await page.getByRole('list', { name: 'Tenants' }).waitFor();
    await page.goto(`${url}${place}`);
    const shown = card ? cardOf(page, card) : page.locator('body');
    await (card ? shown : page.getByRole(shows, { name: named }))
      .first()
      .waitFor();
    // what is still read would be grey lines
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[role=status], [role=progressbar]')].every(
        each =>
          each.role !== 'progressbar' && !/^Loading/.test(each.textContent),
      ),
    );
    if (await shown.getByText(/could not load/).count()) {
      throw new Plain(`${place} does not show ${card ?? 'what it should'}`);
    }
    await settled(page, shown);
    await (card ? shown : page).screenshot({
      path: inRoot(PICTURES, `${name}.png`),
      animations: 'disabled',
    });
  } finally {
    await context.close();
  }
}

/** What comes later into other cards moves this one. */
async function settled(page, shown) {
  let last;
  for (;;) {
    const box = JSON.stringify(await shown.boundingBox());
    if (box === last) {
      return;
    }
    last = box;
    await page.waitForTimeout(1_500);
  }
}

/** The card of Backstage's entity page that has this heading. */
function cardOf(page, heading) {
  return page
    .getByRole('heading', { name: heading, exact: true })
    .locator(
      'xpath=ancestor::*[contains(concat(" ", @class, " "), " bui-Card ")][1]',
    )
    .first();
}
