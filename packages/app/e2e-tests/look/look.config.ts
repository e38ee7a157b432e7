import { defineConfig } from '@playwright/test';

/** A portal without tenants must run already, on clusters of somebody else's; `npm test` starts one. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.withoutTenants.ts',
  timeout: 60_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json']],
  outputDir: '../../../../.groundwork/reports/look',
  use: {
    baseURL: process.env.PLAYWRIGHT_URL,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROME_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    },
  },
});
