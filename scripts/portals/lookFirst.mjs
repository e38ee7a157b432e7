import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { foreignCluster } from '../lib/lookPortal.mjs';
import { inRoot } from '../lib/paths.mjs';
import { say } from '../lib/say.mjs';
import { lookAtCard } from './lookAtCard.mjs';
import { startStock } from './startStock.mjs';
import { until } from './until.mjs';

/** Components as people have them, with the annotations of other plugins, of the group that a stock app has. */
const COMPONENTS = {
  'shop-web': { 'argocd/app-name': 'shop-web' },
  'shop-jobs': {
    'backstage.io/kubernetes-id': 'shop-jobs',
    'backstage.io/kubernetes-namespace': 'shop-jobs',
  },
  'shop-mailer': { 'kustomize.toolkit.fluxcd.io/name': 'shop-mailer' },
};

/** About what is mapped to nobody. */
const BORROWED = 'borrowed';

/** What the reader of the setup page puts in the place of its examples; their own reference is there already. */
const OWN_NAMES = [
  ['group:default/payments', 'group:default/guests'],
  ['namespaces: [payments]', 'namespaces: [shop, shop-jobs]'],
  ['projects: [payments]', 'projects: [shop]'],
];

/**
 * The way to the first card, as somebody goes it who has annotated components, clusters of the Kubernetes plugin, and nothing of
 * ours: the stock guest opens the setup page, takes its lines, starts again, and sees.
 */
export async function tryLookFirst(
  tools,
  { checks, name, portal, built, sandboxConfig },
) {
  const { parse } = createRequire(inRoot('package.json'))('yaml');
  const file = path.join(portal.folder, 'annotated.yaml');
  fs.writeFileSync(file, componentsFile());
  const demo = parse(fs.readFileSync(sandboxConfig, 'utf8'));
  const config = {
    kubernetes: foreignCluster(demo.kubernetes),
    catalog: {
      locations: [
        ...parse(
          fs.readFileSync(path.join(portal.folder, 'app-config.yaml'), 'utf8'),
        ).catalog.locations,
        { type: 'file', target: file },
      ],
    },
  };
  const begin = more =>
    startStock(tools, {
      ...portal,
      name: 'look',
      config: { ...config, ...more },
    });
  const first = stopwatch();
  let toldAfter;
  const lines = await checks.run(
    `${name}: a stock guest is told how to begin`,
    async () => {
      const { ask, stop } = await begin({});
      try {
        const { config: given } = await ask('/api/tenancy/setup');
        toldAfter = first();
        return given;
      } finally {
        await stop();
      }
    },
  );
  if (!lines) {
    return;
  }
  const { tenancy } = parse(
    OWN_NAMES.reduce((text, [from, to]) => text.replace(from, to), lines),
  );
  const second = stopwatch();
  const started = await checks.run(
    `${name}: it starts with these lines and nothing else of ours`,
    () => begin({ tenancy }),
  );
  if (!started) {
    return;
  }
  try {
    await checks.run(`${name}: three annotated components are shown`, () =>
      until(
        'what the setup page says of entities',
        () => started.ask('/api/tenancy/setup'),
        ({ entities }) =>
          shownOf(entities).join() === Object.keys(COMPONENTS).sort().join(),
      ),
    );
    await checks.run(`${name}: a borrowed namespace is not`, async () => {
      const { entities } = await started.ask('/api/tenancy/setup');
      const said = entities.items.find(({ entity }) =>
        entity.endsWith(`/${BORROWED}`),
      );
      if (!said?.why?.includes('owners[].namespaces')) {
        throw new Error(`the setup page says ${JSON.stringify(said)}`);
      }
    });
    if (built) {
      const isSeen = await checks.run(
        `${name}: the guest sees a card of one`,
        () => lookAtCard(started.url, 'component/shop-web'),
      );
      if (isSeen) {
        say(
          `     ${name}: ${valuesOf(
            tenancy,
          )} values set; the setup page ${toldAfter} s after the first start was begun, the card ${second()} s after the second`,
        );
      }
    }
  } finally {
    await started.stop();
  }
}

/** Whole seconds since it was started. */
function stopwatch() {
  const began = Date.now();
  return () => Math.round((Date.now() - began) / 1000);
}

/** How many keys of a section have a value of their own: what somebody has to think of. */
function valuesOf(section) {
  return Object.values(section).reduce((sum, value) => {
    const inner = Array.isArray(value) ? value : [value];
    const sections = inner.filter(each => each && typeof each === 'object');
    return sum + (sections.map(valuesOf).reduce((a, b) => a + b, 0) || 1);
  }, 0);
}

function shownOf(entities) {
  return (entities?.items ?? [])
    .filter(({ namespaces }) => namespaces.length > 0)
    .map(({ entity }) => entity.split('/')[1])
    .sort();
}

function componentsFile() {
  const all = {
    ...COMPONENTS,
    [BORROWED]: { 'backstage.io/kubernetes-namespace': 'books' },
  };
  return Object.entries(all)
    .map(([name, annotations]) =>
      JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name, annotations },
        spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
      }),
    )
    .join('\n---\n');
}
