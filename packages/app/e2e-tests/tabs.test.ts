import { expect, test } from '@playwright/test';
import {
  PLATFORM_ENGINEER,
  TENANT,
  expectAccessible,
  expectNoSidewaysScroll,
  signedIn,
  useTheme,
} from './portal';

test('the estate is told by cause, and each table can be saved', async ({
  page,
}) => {
  await useTheme(page, 'dark');
  await page.setViewportSize({ width: 390, height: 800 });
  await signedIn(page, PLATFORM_ENGINEER);
  await page.goto('/tenancy?tab=causes');
  const causes = page.getByRole('list', { name: 'What is wrong, by cause' });
  await expect(causes).toContainText('cluster edge has never answered');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByRole('tab', { name: /^Findings/ }).click();
  await expect(page).toHaveURL(/tab=findings/);
  const findings = page.getByRole('table', { name: 'Findings' });
  await expect(findings.getByText('RouteNotAdmitted')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('findings.csv');
});

test('a team finds its tenant by image, in its own numbers', async ({
  page,
}) => {
  await signedIn(page, TENANT);
  await page.goto('/tenancy?q=settler');
  const rows = page.getByRole('list', { name: 'Tenants' });
  await expect(rows.getByRole('link', { name: 'payments' })).toBeVisible();
  await page.getByRole('searchbox').fill('no-such-image');
  await expect(page).toHaveURL(/q=no-such-image/);
  await expect(page.getByText(/No tenant matches/)).toBeVisible();
});

test('the tenant page says who may do what and what Git holds', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signedIn(page, TENANT);
  await page.goto('/tenancy/payments?tab=access');
  const access = page.getByRole('table', { name: 'Who may do what' });
  await expect(access.getByText('service account').first()).toBeVisible();
  await expect(page).toHaveTitle(/^Access · payments/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.goto('/tenancy/payments?tab=files');
  await page.getByRole('link', { name: /dev\/kustomization\.yaml$/ }).click();
  await expect(page).toHaveURL(/file=/);
  await expect(page.getByText('kind: Kustomization')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test('the pages speak other languages', async ({ page }) => {
  await signedIn(page, PLATFORM_ENGINEER);
  await page.addInitScript(() => localStorage.setItem('language', 'de'));
  await page.goto('/tenancy?tab=causes');
  await expect(page.getByRole('tab', { name: /^Ursachen/ })).toBeVisible();
  await page.goto('/tenancy/payments');
  await expect(page.getByRole('tab', { name: 'Zugriff' })).toBeVisible();
});
