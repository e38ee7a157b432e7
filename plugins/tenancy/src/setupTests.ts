import '@testing-library/jest-dom';

// jsdom has no layout to scroll; the template wizard scrolls up at every step.
Object.assign(window, { scrollTo: () => {} });

// Drafts of one test are none of the next.
afterEach(() => sessionStorage.clear());
