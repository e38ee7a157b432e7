import { expect, test } from '@playwright/test';
import { change, onward, toPreview } from './form';
import { TENANT, signedIn } from './portal';

test.beforeEach(({ page }) => signedIn(page, TENANT));

test('a form that nobody touched changes nothing, and a new image nothing else', async ({
  page,
}) => {
  await change(page, 'payments', 'Workload api');
  await toPreview(page);
  await expect(page.getByText(/Nothing changes/)).toBeVisible();

  await change(page, 'payments', 'Workload api');
  await onward(page).click();
  const image = page.getByLabel(/^Image/);
  await image.fill((await image.inputValue()).replace(/:[^:]*$/, ':9.9.9'));
  await toPreview(page);
  await expect(
    page.getByText(/Request workload-api: image: .* → .*:9\.9\.9$/),
  ).toBeVisible();
  await expect(
    page.getByText(/Deployment api in dev, staging, prod/),
  ).toBeVisible();
  await expect(page.getByText('Removed', { exact: true })).not.toBeVisible();
});

test('nothing leaves an environment before it is confirmed', async ({
  page,
}) => {
  await change(page, 'payments', 'Workload api');
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
  // Said by the wizard, which takes what is chosen only once it has looked.
  await expect(
    page.getByText(/'What will be written' This removes from prod/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Commit' })).not.toBeVisible();

  await box.check({ force: true });
  await expect(
    page.getByRole('tabpanel').getByText(/removes from prod/),
  ).not.toBeVisible();
  await page.waitForTimeout(1500);
  await onward(page).click();
  await expect(page.getByRole('button', { name: 'Commit' })).toBeVisible();
});
