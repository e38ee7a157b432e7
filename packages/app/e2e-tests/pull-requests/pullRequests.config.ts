import { defineConfig } from '@playwright/test';

/** The portal must run already, and propose what it changes; `scripts/pullRequests.mjs` starts one. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.byPullRequest.ts',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  outputDir: '../../../../.groundwork/reports/pull-requests',
  use: {
    baseURL: process.env.PLAYWRIGHT_URL,
    screenshot: 'only-on-failure',
    // Backstage tells of what was merged below, where buttons are in a lower window.
    viewport: { width: 1280, height: 1000 },
    launchOptions: {
      executablePath: process.env.CHROME_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    },
  },
});
