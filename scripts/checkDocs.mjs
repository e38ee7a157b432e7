import { main, Plain } from './lib/say.mjs';

/** Holds the documentation to the sources: findings, keys, links, and the code that pages show. */
await main(async () => {
  // needs packages, of whose absence this file would otherwise die before it could say so
  const { checkDocs } = await import('./lib/docs/checkDocs.mjs');
  const wrong = await checkDocs();
  if (wrong.length > 0) {
    throw new Plain(wrong.join('\n'));
  }
});
