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
  const open = page.locator('.MuiStepLabel-active');
  const isShown = (timeout: number) =>
    shown.waitFor({ timeout }).then(
      () => true,
      () => false,
    );
  let isThere = await shown.isVisible();
  for (let pages = 0; pages < 8 && !isThere; pages += 1) {
    const before = await open.textContent();
    await onward(page).click();
    // The page is looked at by the portal before it is left.
    await expect
      .poll(
        async () =>
          (await shown.isVisible()) || (await open.textContent()) !== before,
        { intervals: [50] },
      )
      .toBe(true);
    isThere = await isShown(500);
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
