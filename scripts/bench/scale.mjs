import { findPostgres, startPostgres } from '../portals/startPostgres.mjs';
import { endOnSignal } from '../lib/process.mjs';
import { main, Plain } from '../lib/say.mjs';
import { toolchain } from '../lib/toolchain.mjs';

/* Thousands of tenants seen by several replicas that share a PostgreSQL, which is started for it unless one is named. */
await main(async () => {
  endOnSignal();
  const args = process.argv.slice(2);
  const { yarn } = await toolchain();
  const bench = further =>
    yarn(
      [
        'workspace',
        '@groundwork/backstage-plugin-tenancy-backend',
        'bench:scale',
        ...args,
        ...further,
      ],
      { show: true },
    );
  if (args.some(each => each.startsWith('--database'))) {
    await bench([]);
    return;
  }
  const binaries = findPostgres();
  if (!binaries) {
    throw new Plain(
      'There are no postgres and initdb on this machine, on which the replicas share what they know: install PostgreSQL 14 or newer, or name one that is empty with --database postgres://USER:PASSWORD@HOST:PORT/NAME',
    );
  }
  const server = await startPostgres(binaries);
  try {
    await bench([
      '--database',
      `postgres://postgres:none@127.0.0.1:${server.port}/postgres`,
    ]);
  } finally {
    await server.stop();
  }
});
