/*
 * Renders the sandbox's demo estates anew: their request files are the source, the manifests in
 * their Git trees are what the engine makes of them. Run it after a change of either:
 *
 *   node scripts/estate.mjs            writes them
 *   node scripts/estate.mjs --check    only says whether they are as they should be
 *
 * The sandbox itself may not import the engine, so its estate is committed as data.
 */
import { main } from './lib/say.mjs';

await main(async () => {
  // needs packages, of whose absence this file would otherwise die before it could say so
  const { renderEstates } = await import('./lib/estate.mjs');
  renderEstates({ check: process.argv.includes('--check') });
});
