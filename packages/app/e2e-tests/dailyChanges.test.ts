import { expect, test, type Page } from '@playwright/test';
import { change, goOnTo, onward, toPreview } from './form';
import {
  TENANT,
  expectAccessible,
  expectNoSidewaysScroll,
  signedIn,
  useTheme,
} from './portal';

const api = (page: Page) => change(page, 'payments', 'Workload api');
const line = (page: Page, text: RegExp) =>
  expect(
    page.getByRole('listitem').filter({ hasText: text }).first(),
  ).toBeVisible();

/** What somebody does every day in a form; nothing is committed. */
test.beforeEach(({ page }) => signedIn(page, TENANT));

test('many environment variables are pasted, and a wrong one is told on its row', async ({
  page,
}) => {
  await api(page);
  const add = page.getByRole('button', { name: 'Add a variable' });
  await goOnTo(page, add);
  await add.click();
  await expectAccessible(page);
  await page.keyboard.type('1ST=x');
  await onward(page).click();
  await expect(page.getByText(/no digit first, such as _1ST/)).not.toHaveCount(
    0,
  );
  await expect(add).toBeVisible();
  await page.getByRole('button', { name: 'Remove 1ST' }).click();

  await add.click();
  await page
    .getByLabel('Name', { exact: true })
    .last()
    .evaluate(input => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'LOG_LEVEL=debug\nCACHE="on"\n');
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true }),
      );
    });
  await expect(page.getByText('2 variables taken')).toBeVisible();
  await toPreview(page);
  await line(page, /env\.LOG_LEVEL: not set → debug/);
  await line(page, /Deployment api in dev, staging, prod/);
});

test('a limit is raised, and one environment gets more', async ({ page }) => {
  await api(page);
  const limit = page.getByLabel('Most memory a pod may take');
  await goOnTo(page, limit);
  await limit.fill('1Gi');
  const prod = page.getByRole('button', { name: /^prod As the pages before/ });
  await goOnTo(page, prod);
  await prod.click();
  await page.getByLabel('Pods', { exact: true }).fill('many');
  await onward(page).click();
  await expect(page.getByText(/prod, Pods: Use a whole/i)).not.toHaveCount(0);
  await page.getByLabel('Pods', { exact: true }).fill('4');
  await toPreview(page);
  await line(page, /resources\.limits\.memory: .* → 1Gi/);
  await line(page, /overrides\.prod.*4|Deployment api in prod/);
});

test('a secret is taken from another path', async ({ page }) => {
  await change(page, 'payments', 'Secret stripe');
  const path = page.getByLabel(/^Path/).first();
  await goOnTo(page, path);
  await path.fill('stripe-2');
  await toPreview(page);
  await line(page, /ExternalSecret stripe in .*stripe-2|stripe-2/);
});

test('requests are shared with a second version', async ({ page }) => {
  await change(page, 'payments', 'Route api');
  const add = page.getByRole('button', { name: 'Add a service' });
  await goOnTo(page, add);
  await add.click();
  await page.getByLabel('Service', { exact: true }).last().fill('settler');
  await page.getByLabel('Weight', { exact: true }).first().fill('90');
  await page.getByLabel('Weight', { exact: true }).last().fill('10');
  await expect(page.getByText(/Together 100/)).toBeVisible();
  await toPreview(page);
  await line(page, /HTTPRoute api in/);
});

test('a route goes only when that is confirmed', async ({ page }) => {
  await page.goto('/tenancy/payments');
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.getByRole('link', { name: 'Remove Route api' }).click();
  const boxes = page.getByRole('checkbox', { name: /HTTPRoute api/ });
  await goOnTo(page, boxes.first());
  await page.waitForTimeout(1500);
  await onward(page).click();
  await expect(
    page.getByText(/'What goes away' This removes/).first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Commit' })).not.toBeVisible();
  for (const box of await boxes.all()) {
    await box.check({ force: true });
    await expect(box).toBeChecked();
    // The preview is asked anew with each.
    await page.waitForTimeout(1500);
  }
  await onward(page).click();
  await expect(page.getByRole('button', { name: 'Commit' })).toBeVisible();
});

test('YAML is completed, checked and left with the keyboard, in the dark, on a small screen and a slow machine', async ({
  page,
}) => {
  await useTheme(page, 'dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await api(page);
  await toPreview(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.getByRole('button', { name: 'Write it as YAML' }).click();
  const editor = page.getByRole('textbox', { name: 'The request as YAML' });
  await editor.click();
  await page.keyboard.press('Control+End');
  // The editor indents a new line as the one before, which may be of a list.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('  repl');
  const offer = page.getByRole('option', { name: /replicas/ });
  await expect(offer).toBeVisible();
  // The editor takes no choice in the first moment, so that nobody accepts what just opened.
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await page.keyboard.type('many');
  await expect(page.getByText(/spec\.replicas/).first()).toBeVisible();
  await page.keyboard.press('Backspace');
  for (let count = 0; count < 3; count += 1) {
    await page.keyboard.press('Backspace');
  }
  await page.keyboard.type('3');
  await line(page, /replicas: .* → 3/);
  await page.keyboard.press('Tab');
  await expect(
    page.getByRole('button', { name: /Drop the YAML/ }),
  ).toBeFocused();
  // What is looked at now is not slower for anybody.
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
