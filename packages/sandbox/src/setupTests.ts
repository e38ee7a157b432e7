import fc from 'fast-check';

// Every run at a desk tries new cases; a pipeline repeats the same ones, so that what it says is about the change.
if (process.env.CI) {
  fc.configureGlobal({ seed: 20261120 });
}
