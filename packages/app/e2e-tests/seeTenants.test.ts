import { expect, test } from '@playwright/test';
import {
  PLATFORM_ENGINEER,
  TENANT,
  expectAccessible,
  expectNoSidewaysScroll,
  signIn,
  signedIn,
  useTheme,
} from './portal';

test('the sign-in page offers the demo users', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: TENANT })).toBeVisible();
  await expectAccessible(page);
});

test('a session survives a reload and ends by signing out', async ({
  page,
}) => {
  await signIn(page, TENANT);
  await page.reload();
  await expect(
    page.getByRole('link', { name: 'Tenants' }).first(),
  ).toBeVisible();

  await page.goto('/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByText('Sign Out').click();
  await expect(page.getByRole('button', { name: TENANT })).toBeVisible();
});

test('the platform engineer sees the estate, trouble first', async ({
  page,
}) => {
  await signedIn(page, PLATFORM_ENGINEER);
  await page.goto('/tenancy');
  const rows = page.getByRole('list', { name: 'Tenants' });
  await expect(rows.getByRole('listitem').first()).toContainText('Degraded');

  await page.getByRole('searchbox').fill('payments');
  await expect(rows.getByRole('link', { name: 'ledger' })).not.toBeVisible();
  await rows.getByRole('link', { name: 'payments', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'payments' })).toBeVisible();
});

test('a team sees only its own tenants', async ({ page }) => {
  await signedIn(page, TENANT);
  await page.goto('/tenancy');
  const rows = page.getByRole('list', { name: 'Tenants' });
  await expect(rows.getByRole('link', { name: 'payments' })).toBeVisible();
  await expect(rows.getByRole('link', { name: 'ledger' })).not.toBeVisible();

  await page.goto('/tenancy/ledger');
  await expect(
    page.getByText(/Tenant not found, or not owned by one of your teams/),
  ).toBeVisible();
});

test('the entity page of a tenant has all cards', async ({ page }) => {
  await signedIn(page, TENANT);
  await page.goto('/catalog/default/resource/payments');
  for (const name of ['Sync', 'Network', 'Secrets', 'Workloads', 'Quota']) {
    await expect(
      page.getByRole('heading', { name, exact: true }),
    ).toBeVisible();
  }
  await expect(page.getByText(/\d of \d healthy/).first()).toBeVisible();
  await expect(page.getByText(/\d of \d serving/)).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`estate and tenant are open to everybody in the ${theme} theme`, async ({
    page,
  }) => {
    await useTheme(page, theme);
    await signedIn(page, PLATFORM_ENGINEER);
    await page.goto('/tenancy');
    await expect(page.getByRole('list', { name: 'Tenants' })).toBeVisible();
    await expectAccessible(page);

    await page.goto('/tenancy/ledger');
    await expect(page.getByText(/\d of \d healthy/)).toBeVisible();
    await expectAccessible(page);
  });
}

test('everything fits a narrow window', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signedIn(page, PLATFORM_ENGINEER);
  await page.goto('/tenancy');
  await expect(page.getByRole('list', { name: 'Tenants' })).toBeVisible();
  await expectNoSidewaysScroll(page);

  await page.goto('/tenancy/ledger');
  await expect(page.getByText(/\d of \d healthy/)).toBeVisible();
  await expectNoSidewaysScroll(page);

  await page.goto('/create/templates/default/kubernetes-workload');
  await expect(page.getByLabel(/^Name/)).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test('the keyboard opens what is folded', async ({ page }) => {
  await signedIn(page, PLATFORM_ENGINEER);
  await page.goto('/tenancy/payments');
  const more = page.getByRole('button', { name: /^All \d applications$/ });
  await more.first().focus();
  await page.keyboard.press('Enter');
  await expect(more.first()).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Space');
  await expect(more.first()).toHaveAttribute('aria-expanded', 'false');
});
