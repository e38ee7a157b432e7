import { expect, test, type Page } from '@playwright/test';
import { TENANT, expectAccessible, signedIn } from './portal';

async function openForm(page: Page) {
  await signedIn(page, TENANT);
  await page.goto('/create/templates/default/kubernetes-tenant');
  await expect(page.getByLabel(/^Name/)).toBeVisible();
}

const onward = (page: Page) =>
  page.getByRole('button', { name: /^(Next|Review)$/ });

const create = (page: Page) =>
  page.getByRole('button', { name: 'Commit', exact: true });

async function fillForm(page: Page, name: string) {
  await page.getByLabel(/^Name/).fill(name);
  await expect(page.getByText(`${name} is free`)).toBeVisible();
  await onward(page).click();

  await expect(page.getByLabel(/^Owner/)).toHaveValue('Payments');
  await page.getByText('dev', { exact: true }).click();
  await page.getByRole('radio', { name: /^small/ }).check({ force: true });
}

test('a team asks for a tenant and sees it become healthy', async ({
  page,
}) => {
  const name = `e2e-${Date.now().toString(36)}`;
  await openForm(page);
  await fillForm(page, name);
  await onward(page).click();
  const further = page.getByRole('group', { name: 'Repositories' });
  await expect(further).toBeVisible();
  await onward(page).click();
  await expect(further).not.toBeVisible();
  await onward(page).click();
  await expect(page.getByText(`+ Namespace ${name} in dev`)).toBeVisible();
  await onward(page).click();
  await create(page).click();
  await expect(page.getByRole('link', { name: /commit/i })).toBeVisible();
  await expect(page.getByText('1 of 1 healthy')).toBeVisible({
    timeout: 15_000,
  });

  await page.getByRole('link', { name: `Open ${name}` }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText(`Add tenant ${name}`)).toBeVisible();
  await page.getByRole('tab', { name: 'Requests' }).click();
  await expect(page.getByRole('listitem').getByText(name)).toBeVisible();

  // The tab is part of the address.
  await page.reload();
  await expect(page.getByRole('listitem').getByText(name)).toBeVisible();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByText('1 of 1 healthy').first()).toBeVisible();
});

test('the form refuses bad names and says why', async ({ page }) => {
  await openForm(page);
  const name = page.getByLabel(/^Name/);
  for (const [bad, reason] of [
    ['payments', /is there already/],
    ['search', /is taken by another tenant/],
    ['a'.repeat(64), /at most 63 characters/],
    ['Payments', /no upper case/],
    ['a: {b: c}', /only lower case letters, digits and -/],
  ] as const) {
    await name.fill(bad);
    await expect(page.getByText(reason).first()).toBeVisible();
  }

  await name.fill('payments');
  await onward(page).click();
  await expect(page.getByText(/is there already/)).toHaveCount(2);
  await expect(page.getByLabel(/^Owner/)).not.toBeVisible();
});

test('the form is open to everybody', async ({ page }) => {
  await openForm(page);
  await expectAccessible(page);
});
