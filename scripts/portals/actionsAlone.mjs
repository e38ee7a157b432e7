import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { dryRun } from './dryRun.mjs';
import { startStock } from './startStock.mjs';
import { until } from './until.mjs';

const OTHERS = [
  '@groundwork/backstage-plugin-tenancy-backend',
  '@groundwork/backstage-plugin-catalog-backend-module-tenancy',
];

/**
 * The scaffolder module by itself, where no backend plugin of ours runs: its actions, the templates from where npm put them, and
 * a check that says that no cluster was asked.
 */
export async function tryActionsAlone(
  tools,
  { checks, name, portal, sandboxConfig },
) {
  const source = path.join(portal.folder, 'packages/backend/src');
  const entry = path.join(source, 'alone.ts');
  fs.writeFileSync(
    entry,
    fs
      .readFileSync(path.join(source, 'index.ts'), 'utf8')
      .split('\n')
      .filter(line => !OTHERS.some(each => line.includes(`'${each}'`)))
      .join('\n'),
  );
  const { parse } = createRequire(inRoot('package.json'))('yaml');
  const { catalog } = parse(fs.readFileSync(sandboxConfig, 'utf8'));
  const started = await checks.run(
    `${name}: it starts with actions alone`,
    () =>
      startStock(tools, {
        ...portal,
        sandboxConfig,
        name: 'alone',
        entry,
        config: {
          catalog: {
            locations: [
              ...catalog.locations,
              {
                type: 'file',
                target: '../../node_modules/@groundwork/templates/all.yaml',
                rules: [{ allow: ['Location', 'Template'] }],
              },
            ],
          },
        },
      }),
  );
  if (!started) {
    return;
  }
  const { ask, stop } = started;
  try {
    await checks.run(
      `${name}: templates are registered from npm's folder`,
      () =>
        until(
          'the templates',
          () => ask('/api/catalog/entities?filter=kind=template'),
          entities =>
            entities.filter(({ metadata }) =>
              metadata.name.startsWith('kubernetes-'),
            ).length >= 10,
        ),
    );
    await checks.run(`${name}: a request is checked without a cluster`, () =>
      until(
        'the output of tenancy:check',
        () =>
          ask('/api/scaffolder/v2/dry-run', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(dryRun),
          }),
        ({ output }) => output?.ok === true && output.checkedLive === false,
      ),
    );
  } finally {
    await stop();
  }
}
