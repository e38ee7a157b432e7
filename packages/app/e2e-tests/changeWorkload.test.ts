import { expect, test, type Page } from '@playwright/test';
import { TENANT, signIn } from './portal';

/** Opens the form of a workload as its link on the tenant's page does. */
async function change(page: Page) {
  await page.goto('/tenancy/payments');
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Workload api' })
    .getByRole('link', { name: 'Change' })
    .click();
  await expect(page.getByText(/hold what is in Git/)).toBeVisible();
}

const onward = (page: Page) =>
  page.getByRole('button', { name: /^(Next|Review)$/ });

/** Goes from page to page until the preview shows. */
async function toPreview(page: Page) {
  const preview = page.getByRole('heading', { name: 'What will be written' });
  for (let pages = 0; pages < 8 && !(await preview.isVisible()); pages += 1) {
    await onward(page).click();
    await page.waitForTimeout(800);
  }
  await expect(preview).toBeVisible();
}

test.beforeEach(({ page }) => signIn(page, TENANT));

test('a form that nobody touched changes nothing, and a new image nothing else', async ({
  page,
}) => {
  await change(page);
  await toPreview(page);
  await expect(page.getByText(/Nothing changes/)).toBeVisible();

  await change(page);
  await onward(page).click();
  const image = page.getByLabel(/^Image/);
  await image.fill((await image.inputValue()).replace(/:[^:]*$/, ':9.9.9'));
  await toPreview(page);
  await expect(
    page.getByText(/Request workload-api: image: .* → .*:9\.9\.9$/),
  ).toBeVisible();
  await expect(
    page.getByText(/Deployment api in dev, prod, staging/),
  ).toBeVisible();
  await expect(page.getByText('Removed', { exact: true })).not.toBeVisible();
});

test('nothing leaves an environment before it is confirmed', async ({
  page,
}) => {
  await change(page);
  await page.getByRole('radio', { name: /Only some/ }).check({ force: true });
  for (const name of ['dev', 'staging']) {
    await page.getByLabel(name, { exact: true }).check({ force: true });
  }
  await toPreview(page);
  const box = page.getByRole('checkbox', {
    name: /Remove from prod: .*Deployment api/,
  });
  await expect(box).toBeVisible();
  await onward(page).click();
  await expect(page.getByText(/removes from prod/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Commit' })).not.toBeVisible();

  await box.check({ force: true });
  await expect(page.getByRole('tab', { name: 'Findings 1' })).toBeVisible();
  await onward(page).click();
  await expect(page.getByRole('button', { name: 'Commit' })).toBeVisible();
});
