import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { main } from '../lib/say.mjs';
import { toolchain } from '../lib/toolchain.mjs';

/* `npm run bench -- packing`: needs no packages of its own, but the collector of Node within reach. */
await main(async () => {
  const { node, env } = await toolchain();
  const folder = inRoot('plugins/tenancy-backend');
  await run(
    node,
    [
      '--expose-gc',
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'bench/packing.ts',
      ...process.argv.slice(2),
    ],
    { env, cwd: folder, show: true },
  );
});
