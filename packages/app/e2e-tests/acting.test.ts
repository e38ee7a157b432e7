import { expect, type Page, test } from '@playwright/test';
import {
  TENANT,
  expectAccessible,
  expectNoSidewaysScroll,
  signedIn,
  useTheme,
} from './portal';

async function openPayments(page: Page) {
  await signedIn(page, TENANT);
  await page.goto('/tenancy/payments');
  await expect(
    page.getByRole('button', { name: 'Sync payments-dev…' }),
  ).toBeEnabled();
}

test('a team syncs from its card, and the card tells how it ends', async ({
  page,
}) => {
  await openPayments(page);
  await page.getByRole('button', { name: 'Sync payments-dev…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Argo CD brings dev to what Git says');
  await expect(dialog).toContainText('Objects that left Git stay.');
  await dialog.getByText('Force: delete').click();
  await expect(dialog).toContainText('That cannot be undone');
  await dialog.getByText('Force: delete').click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText(
    /Synced|Syncing|Waits/,
  );
  await page.keyboard.press('Escape');
  await expect(dialog).not.toBeVisible();

  await page.getByRole('button', { name: 'More actions in dev' }).click();
  const section = page.getByRole('region', { name: 'payments-dev' });
  await expect(section.getByRole('status')).toContainText(/Synced · ada/);
});

test('a team tries out a sync, restarts, and has a secret read', async ({
  page,
}) => {
  await openPayments(page);
  await page.getByRole('button', { name: 'Sync payments-dev…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Dry run: change nothing').click();
  await dialog.getByRole('button', { name: 'Try it out' }).click();
  await expect(dialog.getByRole('status')).toContainText(/Dry run: synced/);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'More actions in dev' }).click();
  const more = page.getByRole('dialog');
  await more
    .getByRole('button', { name: /^Restart Deployment / })
    .first()
    .click();
  await expect(more).toContainText(
    /The pods of Deployment .* are replaced, as/,
  );
  await more.getByRole('button', { name: 'Restart now' }).click();
  await expect(
    more
      .getByRole('status')
      .filter({ hasText: /The pods of Deployment .* are replaced/ }),
  ).toBeVisible();
  await more
    .getByRole('button', { name: /^Refresh ExternalSecret / })
    .first()
    .click();
  await expect(more).toContainText(/External Secrets reads/);
});

test('the actions fit a narrow window, in the dark too', async ({ page }) => {
  await useTheme(page, 'dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await openPayments(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'More actions in dev' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
