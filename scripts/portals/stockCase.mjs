import fs from 'node:fs';
import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { tryActionsAlone } from './actionsAlone.mjs';
import { checkSources } from './checkSources.mjs';
import { createPortal } from './createPortal.mjs';
import { editLegacyApp } from './legacyEdits.mjs';
import { lookAtCard } from './lookAtCard.mjs';
import { tryLookFirst } from './lookFirst.mjs';
import { loadEntries } from './loadEntries.mjs';
import { startStock, TENANT } from './startStock.mjs';
import { tryTemplates } from './templatesTried.mjs';
import { until } from './until.mjs';

export function versionsOf(release) {
  return JSON.parse(
    fs.readFileSync(inRoot(`scripts/portals/releases/${release}.json`), 'utf8'),
  );
}

/** A stock app with our packages in it: made, type-checked, built, started, asked and looked at. */
export async function stockCase(
  { tools, checks, state, packs, kept, sandboxConfig },
  { name, release, legacy, alone },
) {
  const portal = await checks.run(
    `${name}: a stock app takes the packed packages`,
    () => createPortal(tools, { state, kept, name, packs, legacy, release }),
  );
  if (!portal) {
    return;
  }
  const { folder, env, isKept } = portal;
  if (legacy && !isKept) {
    editLegacyApp(folder);
  }
  await checks.run(`${name}: its types hold`, () =>
    run('yarn', ['tsc'], { cwd: folder, env }),
  );
  await checks.run(`${name}: our sources have no fault against it`, () =>
    checkSources(tools, portal),
  );
  await checks.run(`${name}: Node loads each entry in both ways`, () =>
    loadEntries(tools, { ...portal, packs }),
  );
  const built = await checks.run(`${name}: its pages are built`, () =>
    run('yarn', ['workspace', 'app', 'build'], { cwd: folder, env }),
  );
  const started = await checks.run(`${name}: it starts`, () =>
    startStock(tools, { ...portal, sandboxConfig }),
  );
  if (!started) {
    return;
  }
  try {
    await askPortal(checks, name, started);
    if (built) {
      await checks.run(`${name}: a card shows in the browser`, () =>
        lookAtCard(started.url, `resource/${TENANT}`),
      );
    }
  } finally {
    await started.stop();
  }
  await tryLookFirst(tools, { checks, name, portal, built, sandboxConfig });
  if (alone) {
    await tryActionsAlone(tools, { checks, name, portal, sandboxConfig });
  }
}

/** What a portal must answer over HTTP. */
export async function askPortal(checks, name, { ask }) {
  await checks.run(`${name}: a team's tenant is judged`, () =>
    until(
      `the status of ${TENANT}`,
      () => ask(`/api/tenancy/tenants/${TENANT}/status`),
      ({ environments }) => environments?.length > 0,
    ),
  );
  await checks.run(`${name}: tenants are in the catalog`, () =>
    until(
      'the catalog',
      () =>
        ask('/api/catalog/entities?filter=kind=resource&fields=metadata.name'),
      entities => entities.some(({ metadata }) => metadata.name === TENANT),
    ),
  );
  await tryTemplates(checks, name, { ask });
  await checks.run(`${name}: the actions are there`, async () => {
    const actions = await ask('/api/scaffolder/v2/actions');
    if (!actions.some(({ id }) => id === 'tenancy:tenant')) {
      throw new Error('the scaffolder has no tenancy:tenant');
    }
  });
}
