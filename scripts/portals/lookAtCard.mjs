import { createRequire } from 'node:module';
import { findBrowser, howToGetBrowser } from '../lib/browser.mjs';
import { inRoot } from '../lib/paths.mjs';

/**
 * Opens an entity as the guest; throws when its sync card does not show a state.
 *
 * @param entity - kind and name in the default namespace, as `component/website`
 * @param words - what is to be read on the page
 */
export async function lookAtCard(
  url,
  entity,
  words = /Healthy|Degraded|Progressing|Missing/,
) {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error(howToGetBrowser);
  }
  const { chromium } = createRequire(inRoot('package.json'))(
    '@playwright/test',
  );
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const errors = [];
  try {
    const page = await browser.newPage();
    page.on('pageerror', error => errors.push(error.message));
    await page.goto(`${url}/catalog/default/${entity}`);
    const enter = page.getByRole('button', { name: 'Enter' });
    const card = page.getByRole('heading', { name: 'Sync', exact: true });
    await enter.or(card).first().waitFor({ timeout: 60_000 });
    if (await enter.isVisible()) {
      await enter.click();
    }
    await card.first().waitFor({ timeout: 60_000 });
    await page.getByText(words).first().waitFor({ timeout: 60_000 });
    if (errors.length > 0) {
      throw new Error(`the page throws: ${errors.join('\n')}`);
    }
  } catch (error) {
    throw new Error([error.message, ...errors].join('\n'));
  } finally {
    await browser.close();
  }
}
