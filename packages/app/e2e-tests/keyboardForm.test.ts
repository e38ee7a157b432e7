import { expect, test, type Page } from '@playwright/test';
import { TENANT, signedIn } from './portal';

/** Presses Tab until something has the focus, as who has no mouse does. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (
      await target.evaluateAll(found =>
        found.includes(document.activeElement as HTMLElement),
      )
    ) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

const press = async (page: Page, name: string | RegExp) => {
  await tabTo(page, page.getByRole('button', { name }));
  await page.keyboard.press('Enter');
};

test('a form is filled in, gone back in and reloaded by keyboard, and nothing is lost', async ({
  page,
}) => {
  await signedIn(page, TENANT);
  await page.goto('/create/templates/default/kubernetes-workload');
  const name = page.getByLabel(/^Name/);
  await expect(name).toBeVisible();
  const tenant = page.getByRole('textbox', { name: /^Tenant/ });
  await expect(tenant).toBeVisible();
  // Who owns one tenant has it chosen already.
  if ((await tenant.inputValue()) !== 'payments') {
    await tabTo(page, tenant);
    await page.keyboard.type('payments');
    await page.keyboard.press('Enter');
  }
  await expect(tenant).toHaveValue('payments');
  await tabTo(page, name);
  await page.keyboard.type('keyed');
  await press(page, 'Next');

  const image = page.getByLabel(/^Image/);
  await expect(image).toBeVisible();
  await tabTo(page, image);
  await page.keyboard.type('registry.acme.example/payments/keyed:1.0.0');
  await press(page, 'Back');
  await expect(name).toHaveValue('keyed');
  await press(page, 'Next');
  await expect(image).toHaveValue(/keyed:1\.0\.0$/);

  await page.reload();
  await expect(page.getByText(/what you entered before/)).toBeVisible();
  await expect(name).toHaveValue('keyed');
  await press(page, 'Next');
  await expect(image).toHaveValue(/keyed:1\.0\.0$/);

  const preview = page.getByRole('heading', { name: 'What will be written' });
  for (let pages = 0; pages < 8 && !(await preview.isVisible()); pages += 1) {
    const before = await page.locator('form').first().innerText();
    await press(page, /^(Next|Review)$/);
    await expect
      .poll(() => page.locator('form').first().innerText())
      .not.toBe(before);
  }
  await expect(preview).toBeVisible();
  await expect(page.getByText(/Deployment keyed in/).first()).toBeVisible();
});
