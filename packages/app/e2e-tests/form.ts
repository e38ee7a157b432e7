import { expect, type Page } from '@playwright/test';

/** Opens the form that changes a request, as its link on the tenant's page does. */
export async function change(page: Page, tenant: string, request: string) {
  await page.goto(`/tenancy/${tenant}`);
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: request })
    .getByRole('link', { name: /^Change/ })
    .click();
  await expect(page.getByText(/hold what is in Git/)).toBeVisible();
}

/** The button that leads to the next page. */
export const onward = (page: Page) =>
  page.getByRole('button', { name: /^(Next|Review)$/ });

/** Goes on until something shows, at most through all pages of a form. */
export async function goOnTo(
  page: Page,
  shown: ReturnType<Page['getByRole']>,
): Promise<void> {
  for (let pages = 0; pages < 8 && !(await shown.isVisible()); pages += 1) {
    await onward(page).click();
    await page.waitForTimeout(800);
  }
  await expect(shown).toBeVisible();
}

/** Goes on until the preview shows. */
export function toPreview(page: Page): Promise<void> {
  return goOnTo(
    page,
    page.getByRole('heading', { name: 'What will be written' }),
  );
}
