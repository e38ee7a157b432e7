import { expect, test, type Page } from '@playwright/test';
import { change, goOnTo, onward, toPreview } from '../form';
import { TENANT, signIn } from '../portal';

/**
 * What somebody does every day where changes are proposed, on a portal that was started with `--pull-requests` or
 * `--merge-requests`: its host shows the difference of a request, and merges it.
 */
const REQUEST =
  process.env.PROPOSE_ON === 'gitlab' ? 'merge request' : 'pull request';

/** What the route api has in prod by itself. */
const OWN_HOSTNAME = 'api.payments.acme.example';
const HOSTNAME = 'two.payments.acme.example';

test.beforeEach(({ page }) => signIn(page, TENANT));

/** The lines that a difference adds or takes away, with the file of each. */
function linesOf(difference: string): string[] {
  let file = '';
  return difference.split('\n').flatMap(line => {
    file = /^diff --git a\/(\S+)/.exec(line)?.[1] ?? file;
    return /^[+-](?![+-])/.test(line)
      ? [`${file.split('/').at(-1)} ${line.replace(/\s+/g, ' ')}`]
      : [];
  });
}

/** Opens the pull request; answers with its address and the lines that it changes. */
async function propose(page: Page): Promise<{ url: string; lines: string[] }> {
  await expect(page.getByText(/opens a request to merge/)).toBeVisible();
  // The wizard takes what the preview says a moment later.
  await page.waitForTimeout(1500);
  await onward(page).click();
  await page.getByRole('button', { name: `Open ${REQUEST}` }).click();
  const link = page
    .getByRole('link', { name: new RegExp(`^${REQUEST}`, 'i') })
    .first();
  await expect(link).toBeVisible();
  const url = String(await link.getAttribute('href'));
  const difference = await page.request.get(`${url}.diff`);
  return { url, lines: linesOf(await difference.text()) };
}

function expectOnly(lines: string[], pattern: RegExp) {
  expect(lines).not.toEqual([]);
  expect(lines.filter(line => !pattern.test(line))).toEqual([]);
}

async function requestsOf(page: Page) {
  await page.goto('/tenancy/payments');
  await page.getByRole('tab', { name: 'Requests' }).click();
}

test('ship a version: told as proposed, and what the form shows once it is merged', async ({
  page,
}) => {
  await change(page, 'payments', 'Workload api');
  await onward(page).click();
  const image = page.getByLabel(/^Image/);
  await image.fill((await image.inputValue()).replace(/:[^:]*$/, ':9.9.9'));
  await toPreview(page);
  const { url, lines } = await propose(page);
  expectOnly(lines, /image:/);

  const item = page.getByRole('listitem').filter({ hasText: 'Workload api' });
  await requestsOf(page);
  await expect(item).toContainText(/Proposed/);

  expect((await page.request.post(`${url}/merge`)).ok()).toBe(true);
  await expect(async () => {
    await change(page, 'payments', 'Workload api');
    await onward(page).click();
    await expect(image).toHaveValue(/:9\.9\.9$/, { timeout: 1_000 });
  }).toPass();
});

test('add a hostname', async ({ page }) => {
  await change(page, 'payments', 'Route api');
  const prod = page.getByRole('button', { name: /^prod As the pages before/ });
  await goOnTo(page, prod);
  await prod.click();
  // What an environment has of its own stands instead of all others.
  for (const [row, hostname] of [OWN_HOSTNAME, HOSTNAME].entries()) {
    await page.getByRole('button', { name: 'Add a hostname' }).last().click();
    await page
      .getByRole('textbox', { name: `Hostname ${row + 1}` })
      .last()
      .fill(hostname);
  }
  await toPreview(page);
  const { lines } = await propose(page);
  expectOnly(lines, /hostnames|overrides|prod|\.payments\.acme/);
  expect(lines).not.toContain(`route-api.yaml - - ${OWN_HOSTNAME}`);
  expect(lines.join('\n')).toContain(HOSTNAME);
});

test('add a variable', async ({ page }) => {
  await change(page, 'payments', 'Workload api');
  const add = page.getByRole('button', { name: 'Add a variable' });
  await goOnTo(page, add);
  await add.click();
  await page.keyboard.type('LOG_LEVEL=debug');
  await toPreview(page);
  const { lines } = await propose(page);
  expectOnly(lines, /LOG_LEVEL|debug|env:/);
});

test('raise the limit', async ({ page }) => {
  await change(page, 'payments', 'Workload api');
  const limit = page.getByLabel('Most memory a pod may take');
  await goOnTo(page, limit);
  await limit.fill('1Gi');
  await toPreview(page);
  const { lines } = await propose(page);
  expectOnly(lines, /memory"?:|limits:/);
});

test('point to another secret', async ({ page }) => {
  await change(page, 'payments', 'Secret stripe');
  const path = page.getByLabel(/^Path/).first();
  await goOnTo(page, path);
  await path.fill('stripe-2');
  await toPreview(page);
  const { lines } = await propose(page);
  expectOnly(lines, /stripe-2|key:/);
});

test('shift weights', async ({ page }) => {
  await change(page, 'payments', 'Route api');
  const add = page.getByRole('button', { name: 'Add a service' });
  await goOnTo(page, add);
  await add.click();
  await page.getByLabel('Service', { exact: true }).last().fill('settler');
  await page.getByLabel('Weight', { exact: true }).first().fill('90');
  await page.getByLabel('Weight', { exact: true }).last().fill('10');
  await toPreview(page);
  const { lines } = await propose(page);
  expectOnly(lines, /route/i);
});

test('leave an environment', async ({ page }) => {
  await change(page, 'payments', 'Workload api');
  await page.getByRole('radio', { name: /Only some/ }).check({ force: true });
  for (const name of ['dev', 'staging']) {
    await page.getByLabel(name, { exact: true }).check({ force: true });
  }
  await toPreview(page);
  const boxes = page.getByRole('checkbox', { name: /Remove from prod/ });
  await expect(boxes.first()).toBeVisible();
  for (const box of await boxes.all()) {
    await box.check({ force: true });
    await page.waitForTimeout(1500);
  }
  const { lines } = await propose(page);
  expect(lines).toContain('workload-api.yaml -kind: Deployment');
});

test('remove a route', async ({ page }) => {
  await requestsOf(page);
  await page.getByRole('link', { name: 'Remove Route api' }).click();
  const boxes = page.getByRole('checkbox', { name: /HTTPRoute api/ });
  await goOnTo(page, boxes.first());
  for (const box of await boxes.all()) {
    await box.check({ force: true });
    await expect(box).toBeChecked();
    await page.waitForTimeout(1500);
  }
  const { lines } = await propose(page);
  expectOnly(lines, /-/);
  expect(lines.join('\n')).toContain('route-api.yaml -kind: Route');
});
