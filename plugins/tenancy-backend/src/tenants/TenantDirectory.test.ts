import { parsePlatform, type KubernetesObject } from '@groundwork/engine';
import fc from 'fast-check';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { ChangeFeed } from '../changes/ChangeFeed';
import { LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';
import { TenantDirectory } from './TenantDirectory';

const { git: _, ...config } = tenancyConfig;
const [dev] = config.environments;
const platform = parsePlatform({
  ...config,
  environments: ['dev', 'prod'].map(name => ({
    ...dev,
    name,
    cluster: name,
    argocd: { cluster: 'dev', destination: { name } },
    domains: [`${name}.example.com`],
  })),
});
const WORDS = 'tenancy.groundwork.dev';
const NAMESPACE = { group: '', kind: 'Namespace' };
const NAMES = ['a', 'b', 'c'];

function namespace(
  name: string,
  of: { tenant?: string; owner?: string; version?: number } = {},
): KubernetesObject {
  const { tenant = name, owner = 'group:default/x', version = 1 } = of;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      resourceVersion: `${version}`,
      labels: tenant === '' ? {} : { [`${WORDS}/tenant`]: tenant },
      annotations: { [`${WORDS}/owner`]: owner },
    },
  };
}

/** A directory with what it is made from, and how often it asked for a request file. */
async function world(clusters = ['dev', 'prod']) {
  const snapshot = new LiveSnapshot({ labels: [`${WORDS}/tenant`] });
  for (const cluster of clusters) {
    snapshot.addCluster(cluster);
    snapshot.addKind(cluster, NAMESPACE);
    await snapshot.replace(cluster, NAMESPACE, []);
  }
  const files = new Map<
    string,
    { spec: { environments: readonly string[] } }
  >();
  const asked: string[] = [];
  const requests = {
    tenants: () => [...files.keys()],
    own: (name: string) => {
      asked.push(name);
      return { request: files.get(name), isUnreadable: false };
    },
    knows: () => true,
  } as unknown as RequestIndex;
  let tell: (paths: string[]) => void = () => {};
  const trees = {
    subscribe: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  } as unknown as GitTrees;
  const options = { platform, snapshot, requests };
  const directory = new TenantDirectory(options);
  const feed = new ChangeFeed({ platform, snapshot, trees, directory });
  return {
    snapshot,
    files,
    asked,
    directory,
    feed,
    push: (paths: string[]) => tell(paths),
    anew: () => new TenantDirectory(options),
  };
}

const cluster = fc.constantFrom('dev', 'prod');
const name = fc.constantFrom(...NAMES);
const step = fc.oneof(
  fc.record({
    type: fc.constant('put' as const),
    cluster,
    name,
    tenant: fc.constantFrom('a', 'b', 'c', ''),
    owner: fc.constantFrom('group:default/x', 'group:default/y'),
  }),
  fc.record({ type: fc.constant('remove' as const), cluster, name }),
  fc.record({
    type: fc.constant('file' as const),
    name,
    environments: fc.constantFrom(undefined, [], ['dev'], ['dev', 'prod']),
  }),
  fc.record({ type: fc.constant('relist' as const), cluster, name }),
  fc.record({ type: fc.constant('look' as const), name }),
  fc.record({ type: fc.constant('lookAtAll' as const) }),
);

describe('TenantDirectory', () => {
  it('says after any changes what one that is made anew says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.boolean(),
        async (steps, inTurns) => {
          const { snapshot, files, directory, feed, push, anew } =
            await world();
          let version = 1;
          for (const each of steps) {
            version += 1;
            if (each.type === 'put') {
              const { tenant, owner } = each;
              const of = { tenant, owner, version };
              snapshot.put(each.cluster, namespace(each.name, of));
            } else if (each.type === 'remove') {
              snapshot.remove(each.cluster, namespace(each.name));
            } else if (each.type === 'file') {
              const { environments } = each;
              if (environments) {
                files.set(each.name, { spec: { environments } });
              } else {
                files.delete(each.name);
              }
              push([`platform/tenants/${each.name}.yaml`]);
            } else if (each.type === 'relist') {
              const of = { version };
              await snapshot.replace(each.cluster, NAMESPACE, [
                namespace(each.name, of),
              ]);
            } else if (each.type === 'look') {
              directory.get(each.name);
            } else {
              directory.all();
            }
          }
          const fresh = anew();
          const all = inTurns ? await directory.allInTurns() : directory.all();
          expect(all).toEqual(fresh.all());
          for (const tenant of NAMES) {
            expect(directory.get(tenant)).toEqual(fresh.get(tenant));
            for (const on of ['dev', 'prod']) {
              expect(directory.tenantOfNamespace(on, tenant)).toBe(
                fresh.tenantOfNamespace(on, tenant),
              );
            }
          }
          for (const on of ['dev', 'prod']) {
            expect(new Set(directory.tenantsOn(on))).toEqual(
              new Set(fresh.tenantsOn(on)),
            );
            const served = all.filter(({ environments }) =>
              environments.some(({ name: in_ }) => on === 'dev' || in_ === on),
            );
            expect(directory.tenantsOn(on)).toEqual(
              expect.arrayContaining(served.map(tenant => tenant.name)),
            );
          }
          feed.stop();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('makes of many tenants only those anew of which something changed', async () => {
    const { snapshot, asked, directory, feed } = await world();
    const many = Array.from({ length: 200 }, (_each, i) => `t${i}`);
    await snapshot.replace(
      'dev',
      NAMESPACE,
      many.map(each => namespace(each)),
    );
    const before = directory.all();
    expect(before).toHaveLength(200);
    asked.length = 0;

    snapshot.put('dev', namespace('t7', { version: 2 }));
    expect(directory.all()).toBe(before);
    snapshot.put('dev', namespace('t7', { version: 3, owner: 'user:x/y' }));
    expect(directory.get('t7')).toMatchObject({ owner: 'user:x/y' });
    const after = await directory.allInTurns();

    expect(after).not.toBe(before);
    expect(after.filter((each, i) => each !== before[i])).toHaveLength(1);
    expect(new Set(asked)).toEqual(new Set(['t7']));
    feed.stop();
  });

  it('keeps nothing of names that are nobody', async () => {
    const { asked, directory, feed } = await world();
    expect(directory.get('nobody')).toBeUndefined();
    expect(directory.all()).toEqual([]);
    asked.length = 0;

    expect(directory.get('nobody')).toBeUndefined();

    expect(asked).toEqual([]);
    expect(directory.names()).toEqual([]);
    feed.stop();
  });

  it('remembers whose a namespace was that went a moment ago', async () => {
    const { snapshot, directory, feed } = await world();
    snapshot.put('dev', namespace('n', { tenant: 'a' }));
    snapshot.remove('dev', namespace('n', { tenant: 'a' }));

    expect(directory.settledIn('dev', 'n')).toBe('a');
    expect(directory.tenantOfNamespace('dev', 'n')).toBeUndefined();
    feed.stop();
  });

  it('misses no tenant that comes while it looks at the others', async () => {
    const { snapshot, directory, feed } = await world();
    const many = Array.from({ length: 3_000 }, (_each, i) => `t${i}`);
    await snapshot.replace(
      'dev',
      NAMESPACE,
      many.map(each => namespace(each)),
    );
    directory.invalidate();
    const looking = directory.allInTurns();
    snapshot.put('prod', namespace('new'));
    directory.get('new');
    snapshot.remove('dev', namespace('t5'));

    const all = await looking;

    expect(all.map(each => each.name)).toContain('new');
    expect(all.map(each => each.name)).not.toContain('t5');
    expect(directory.all()).toBe(all);
    feed.stop();
  });
});
