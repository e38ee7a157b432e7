import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';

const CLI = '@red-hat-developer-hub/cli@1.9.1';

const BACKEND = [
  'tenancy-backend',
  'catalog-backend-module-tenancy',
  'scaffolder-backend-module-tenancy',
  'permission-backend-module-tenancy',
];

/** Our own packages that a plugin carries inside, since no dynamic plugin finds those of another. */
const EMBEDDED = [
  '@groundwork/engine',
  '@groundwork/templates',
  '@groundwork/backstage-plugin-tenancy-common',
  '@groundwork/backstage-plugin-tenancy-node',
];

/** Exports the plugins as dynamic plugins of Red Hat Developer Hub, and looks whether what it would load is there. */
export async function rhdhCase({ tools, checks }) {
  const env = { ...tools.env, ...(await tools.withNetwork()) };
  const exported = (name, args) =>
    checks.run(`rhdh: ${name} is exported`, async () => {
      const folder = inRoot('plugins', name);
      const target = path.join(folder, 'dist-dynamic');
      fs.rmSync(target, { recursive: true, force: true });
      try {
        await run('npx', ['-y', CLI, 'plugin', 'export', ...args], {
          cwd: folder,
          env,
        });
        const manifest = JSON.parse(
          fs.readFileSync(path.join(target, 'package.json'), 'utf8'),
        );
        const main = path.join(target, manifest.main ?? 'dist/index.cjs.js');
        if (!fs.existsSync(main)) {
          throw new Error(`${main} is not there`);
        }
      } finally {
        fs.rmSync(target, { recursive: true, force: true });
      }
    });
  for (const name of BACKEND) {
    await exported(name, [
      '--no-install',
      ...EMBEDDED.flatMap(each => ['--embed-package', each]),
    ]);
  }
  await exported('tenancy', ['--no-install']);
}
