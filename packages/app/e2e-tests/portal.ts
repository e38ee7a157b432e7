import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Demo users of the estate that the portal runs on. */
export const PLATFORM_ENGINEER = 'Paula';
/** Member of the team payments. */
export const TENANT = 'Ada';

/** Opens the portal and chooses who to be; ends on the front page, which is the list of tenants. */
export async function signIn(page: Page, user: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: user, exact: false }).first().click();
  await expect(page.getByRole('list', { name: 'Tenants' })).toBeVisible();
}

/** Makes the pages that are opened after this those of a user who chose earlier, as a reload finds it: the portal is loaded once less. */
export async function signedIn(page: Page, user: string): Promise<void> {
  await page.addInitScript(
    ref => localStorage.setItem('groundwork.demo-user', ref),
    `user:default/${user.toLowerCase()}`,
  );
}

/** Chooses the theme as the settings page would, for pages opened after this. */
export async function useTheme(page: Page, theme: 'light' | 'dark') {
  await page.addInitScript(name => localStorage.setItem('theme', name), theme);
}

/** Holds the page to what serious users of assistive technology need. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // The frame that Backstage draws: its tabs name panels that pages of links do not have.
    .exclude('.bui-PluginHeader')
    // Its link to notifications shows their number, which its label leaves out.
    .exclude('a[href="/notifications"]')
    // The catalog's own cards wait with a circle that has no name, whenever they are drawn; ours have none.
    .exclude('.MuiCircularProgress-root')
    // And the names of a wizard's pages, which scroll in a narrow window.
    .exclude('.MuiStepper-root')
    // What was just announced stays for seconds, also when the button that it names is gone.
    .exclude('[data-live-announcer]')
    .analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, at: nodes.map(node => node.html) }));
  expect(grave).toEqual([]);
}

/** Nothing sticks out of the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(room);
}
