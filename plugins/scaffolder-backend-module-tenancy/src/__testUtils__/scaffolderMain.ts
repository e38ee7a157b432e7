import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { createGitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import createKnex from 'knex';
import { startTemplatePortal } from './templatePortal';

/**
 * A scaffolder in a process of its own, which tests kill: `node ... scaffolderMain.ts FOLDER REPOSITORY`. Its database, its
 * copies of Git and its workspaces are in the folder; it writes its port on a line once it listens.
 */
async function main([folder, url]: string[]): Promise<void> {
  const workingDirectory = join(folder, 'work');
  mkdirSync(workingDirectory, { recursive: true });
  const git = createGitRepositories({
    config: mockServices.rootConfig(),
    logger: mockServices.rootLogger(),
    cacheDir: join(folder, 'cache'),
  });
  const portal = await startTemplatePortal({
    // Nobody here asks for what only Git in memory has.
    git: git as never,
    tenancy: { repository: { url, branch: 'main' } },
    config: {
      backend: { workingDirectory },
      scaffolder: { taskRecovery: { enabled: true } },
    },
    openDatabase: () =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: join(folder, 'tasks.sqlite') },
        useNullAsDefault: true,
      }),
  });
  process.stdout.write(`listens on ${portal.port}\n`);
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
