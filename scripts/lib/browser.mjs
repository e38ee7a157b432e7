import fs from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from './paths.mjs';

const places = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function playwrightsOwn() {
  try {
    const require = createRequire(inRoot('package.json'));
    return require('@playwright/test').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** A Chromium or Chrome on this machine, or undefined. */
export function findBrowser() {
  return [...places, playwrightsOwn()].find(
    place => place && fs.existsSync(place),
  );
}

export const howToGetBrowser =
  'The browser tests need Chromium or Chrome: apt-get install -y chromium, or npx playwright install chromium, or set CHROME_PATH.';
