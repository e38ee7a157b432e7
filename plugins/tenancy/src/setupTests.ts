import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import fc from 'fast-check';

// Every run at a desk tries new cases; a pipeline repeats the same ones, so that what it says is about the change.
if (process.env.CI) {
  fc.configureGlobal({ seed: 20261120 });
}

// Pages are loaded on demand, and the first one loads much: a busy machine takes its time.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

// jsdom has no layout to scroll; the template wizard scrolls up at every step.
Object.assign(window, { scrollTo: () => {} });

// Drafts of one test are none of the next.
afterEach(() => sessionStorage.clear());
