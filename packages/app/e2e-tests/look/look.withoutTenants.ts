import { expect, type Page, test } from '@playwright/test';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  PLATFORM_ENGINEER,
  TENANT,
  useTheme,
} from '../portal';

/** Of another team than the one that owns the components. */
const STRANGER = 'Sara';
const GUEST = 'Guest';

const CARDS = ['Sync', 'Network', 'Secrets', 'Workloads', 'Quota'];

async function signIn(page: Page, user: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: user, exact: false }).first().click();
  await expect(
    page.getByText('There are no tenants in this portal.'),
  ).toBeVisible();
}

const card = (page: Page, name: string) =>
  page.getByRole('heading', { name, exact: true });

/** What the page asked of our backend. */
function questionsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', request => {
    const [, path] = request.url().split('/api/tenancy/');
    if (path) {
      asked.push(path);
    }
  });
  return asked;
}

test('the owner of an annotated component sees its cards, and nothing of tenants', async ({
  page,
}) => {
  await signIn(page, TENANT);
  await page.goto('/catalog/default/component/shop-web');
  for (const name of CARDS) {
    await expect(card(page, name)).toBeVisible();
  }
  await expect(page.getByText('shop-web').first()).toBeVisible();
  // What is well is folded. That policies of a mesh may be elsewhere is no reason not to say so.
  await page
    .getByRole('button', { name: /shop\.acme\.example.*Serving/ })
    .click();
  await expect(page.getByText('2 of 2 endpoints ready')).toBeVisible();
  await expect(page.getByText('2 of 2 ready').first()).toBeVisible();
  await expect(page.getByText('stripe').first()).toBeVisible();

  await page.getByRole('button', { name: 'Events of the last hour' }).click();
  await expect(page.getByText('Loading')).toHaveCount(0);
  await expect(page.getByText(/could not load/)).toHaveCount(0);
  const main = page.locator('main');
  await expect(main.getByText(/tenant/i)).toHaveCount(0);
  await expect(main.locator('a[href*="/tenancy"]')).toHaveCount(0);
  await expect(
    main.getByRole('button', { name: /Restart|Terminate|Fix it|self-heal/i }),
  ).toHaveCount(0);
});

test('what Flux delivers is on the Sync card, and why it sees nothing new', async ({
  page,
}) => {
  await signIn(page, TENANT);
  await page.goto('/catalog/default/component/shop-mailer');
  await expect(card(page, 'Sync')).toBeVisible();
  await expect(page.getByText('Kustomization shop-mailer')).toBeVisible();
  await expect(page.getByText('Degraded').first()).toBeVisible();
  await expect(
    page.getByText('its GitRepository shop cannot be fetched', { exact: true }),
  ).toBeVisible();
  await expect(page.getByText('5f2c1e9')).toBeVisible();
  // The source is the platform's, and so is what its host says.
  await expect(page.getByText(/authentication required/)).toHaveCount(0);
});

test('a cluster that does not answer is Unknown, and nothing else', async ({
  page,
}) => {
  await signIn(page, TENANT);
  await page.goto('/catalog/default/component/shop-edge');
  await expect(card(page, 'Workloads')).toBeVisible();
  await expect(page.getByText('Unknown').first()).toBeVisible();
  const main = page.locator('main');
  for (const word of ['Healthy', 'Degraded', 'Missing']) {
    await expect(main.getByText(word, { exact: true })).toHaveCount(0);
  }
});

for (const [who, user, entity] of [
  ['who owns nothing of it', STRANGER, 'shop-web'],
  ['a guest', GUEST, 'shop-web'],
  ['who borrowed the annotations of others', TENANT, 'borrowed'],
]) {
  test(`${who} sees no card, and the page asks once`, async ({ page }) => {
    await signIn(page, user);
    const asked = questionsOf(page);
    const answered = page.waitForResponse(/\/api\/tenancy\/entities\//);
    await page.goto(`/catalog/default/component/${entity}`);
    expect((await answered).status()).toBe(404);
    await expect(page.getByText('production').first()).toBeVisible();
    for (const name of CARDS) {
      await expect(card(page, name)).toHaveCount(0);
    }
    await expect(page.getByText('9.9.9')).toHaveCount(0);
    expect(asked).toEqual([`entities/component/default/${entity}/status`]);
  });
}

test('who runs the platform is told what is connected and what is missing', async ({
  page,
}) => {
  await signIn(page, PLATFORM_ENGINEER);
  await page.getByRole('link', { name: 'Open the setup page' }).click();
  const clusters = page.getByRole('list', { name: 'Clusters' });
  await expect(
    clusters.getByRole('button', { name: /^edge is not read/ }),
  ).toContainText('Unknown');
  await expect(
    clusters.getByRole('button', { name: /^spoke-dev/ }),
  ).toContainText(/\d+ of \d+ kinds can be read/);
  await expect(
    page.getByRole('table', { name: 'Who sees what' }),
  ).toContainText('spoke-dev/shop-jobs');
  await expect(
    page.getByRole('button', { name: 'Copy: For whole clusters' }),
  ).toBeVisible();
});

test('nobody else sees that page', async ({ page }) => {
  await signIn(page, TENANT);
  await expect(
    page.getByRole('link', { name: 'Open the setup page' }),
  ).toHaveCount(0);
  await page.goto('/tenancy/setup');
  await expect(page.getByText(/^Only platform admins/)).toBeVisible();
  await expect(page.getByText('spoke-dev')).toHaveCount(0);
});

test('cards and setup are open to everybody in a narrow dark window', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await useTheme(page, 'dark');
  await signIn(page, TENANT);
  await page.goto('/catalog/default/component/shop-web');
  await expect(page.getByText('2 of 2 ready').first()).toBeVisible();
  // Those of the catalog's own cards have no name.
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test('the setup page is open to everybody in a narrow dark window', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await useTheme(page, 'dark');
  await signIn(page, PLATFORM_ENGINEER);
  await page.goto('/tenancy/setup');
  await expect(page.getByRole('list', { name: 'Clusters' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
