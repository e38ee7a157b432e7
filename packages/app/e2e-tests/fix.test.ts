import { expect, test } from '@playwright/test';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  PLATFORM_ENGINEER,
  signedIn,
  useTheme,
} from './portal';

/** Of the demo estate: an image in dev that does not exist, while another one runs in staging. */
const BROKEN = '/tenancy/search';
const button = { name: /Fix it: Use indexer:.*which runs in staging/ };

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`a fix says what it changes, ${theme} at ${width} px`, async ({
    page,
  }) => {
    await useTheme(page, theme);
    await page.setViewportSize({ width, height: 900 });
    await signedIn(page, PLATFORM_ENGINEER);
    await page.goto(BROKEN);
    await page.getByRole('button', button).first().focus();
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Fix it' });
    await expect(dialog.getByText('overrides.dev').first()).toBeVisible();
    await expect(dialog.getByText(/Deployment indexer in dev/)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await page.keyboard.press('Escape');
    await expect(dialog).not.toBeVisible();
  });
}

test('the change form is filled in with a fix', async ({ page }) => {
  await signedIn(page, PLATFORM_ENGINEER);
  await page.goto(BROKEN);
  await page.getByRole('button', button).first().click();
  await page.getByRole('link', { name: 'Open in the form' }).click();
  await expect(page.getByText(/Filled in: Use indexer/)).toBeVisible();
});
