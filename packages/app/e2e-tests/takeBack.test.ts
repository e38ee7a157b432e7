import { expect, type Page, test } from '@playwright/test';
import { TENANT, expectAccessible, signedIn } from './portal';

const pause = { name: 'Pause self-heal of payments-dev…' };
const resume = { name: 'Resume self-heal of payments-dev…' };

/** Commits what the open dialog shows, closes it, and says with which commit. */
async function commit(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Commit' }).click();
  await expect(dialog.getByRole('status')).toContainText('It is in Git');
  const url = await dialog
    .getByRole('link', { name: 'Commit' })
    .getAttribute('href');
  await page.keyboard.press('Escape');
  await expect(dialog).not.toBeVisible();
  return /[0-9a-f]{7,40}$/.exec(url ?? '')?.[0].slice(0, 7) ?? '';
}

/** Ends with nothing different from how it began. */
test('a team pauses self-heal, and takes that back', async ({ page }) => {
  await signedIn(page, TENANT);
  await page.goto('/tenancy/payments');
  await page.getByRole('button', pause).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('New commits are still synced');
  // The request itself stands first, and is open.
  const difference = dialog.getByLabel('platform/tenants/payments.yaml', {
    exact: true,
  });
  await expect(difference).toContainText(/\+\s+selfHealPauses:/);
  const made = await commit(page);
  await expect(page.getByRole('button', resume)).toBeVisible();

  await page.getByRole('tab', { name: 'Requests' }).click();
  await page
    .getByRole('button', { name: `Take back ${made} of Tenant payments…` })
    .click();
  await expect(difference).toContainText(/-\s+selfHealPauses:/);
  await commit(page);
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByRole('button', pause)).toBeVisible();
});
