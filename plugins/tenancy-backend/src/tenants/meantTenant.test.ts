import type { Entity } from '@backstage/catalog-model';
import {
  arraySnapshot,
  type KubernetesObject,
  parsePlatform,
  type SnapshotQuery,
} from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import type { TenantEntry } from './TenantDirectory';
import { meantTenant } from './meantTenant';

const { git: _, ...config } = tenancyConfig;
const platform = parsePlatform(config);
const [{ cluster }] = platform.environments;

function tenant(name: string): TenantEntry {
  const environments = [{ name: 'dev', cluster, namespace: name }];
  return {
    name,
    environments,
    live: { environments } as unknown as TenantEntry['live'],
  };
}

function workload(
  kind: string,
  namespace: string,
  labels: Record<string, string>,
): KubernetesObject {
  const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1';
  return { apiVersion, kind, metadata: { name: 'web', namespace, labels } };
}

const selecting = (selector: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    annotations: { 'backstage.io/kubernetes-label-selector': selector },
  },
});

/** What runs, and what was asked of it. */
function world(objects: KubernetesObject[] = []) {
  const asked: SnapshotQuery[] = [];
  const inner = arraySnapshot([{ cluster, objects, asOf: 0 }]);
  const context = {
    platform,
    snapshot: {
      list: (query: SnapshotQuery) => {
        asked.push(query);
        return inner.list(query);
      },
    },
    directory: { tenantOfNamespace: () => undefined },
  } as unknown as Parameters<typeof meantTenant>[1];
  return { asked, context };
}

describe('the tenant that an entity means by labels', () => {
  it.each(['app=web', 'app in (web,api)', 'nope!=x', '!nope', 'app'])(
    'is looked for in namespaces of the tenants that may be meant alone: %s',
    async selector => {
      const { asked, context } = world([
        workload('Deployment', 'theirs', { app: 'web' }),
        workload('Deployment', 'mine', { app: 'web' }),
      ]);
      const entity = selecting(selector);
      expect(await meantTenant(entity, context, [tenant('mine')])).toBe('mine');
      expect(await meantTenant(entity, context, [tenant('idle')])).toBe(
        undefined,
      );
      expect(await meantTenant(entity, context, [])).toBe(undefined);
      expect(new Set(asked.map(({ namespace }) => namespace))).toEqual(
        new Set(['mine', 'idle']),
      );
    },
  );

  it('is found by pods where no workload carries them', async () => {
    const { context } = world([
      workload('Pod', 'mine', { app: 'web' }),
      workload('Deployment', 'theirs', { app: 'web' }),
    ]);
    expect(
      await meantTenant(selecting('app=web'), context, [tenant('mine')]),
    ).toBe('mine');
  });

  it('is looked for once for all cards of a page', async () => {
    const { asked, context } = world([
      workload('Deployment', 'mine', { app: 'web' }),
    ]);
    const among = [tenant('mine')];
    const look = (selector: string) =>
      meantTenant(selecting(selector), context, among);
    await Promise.all([look('app=api'), look('app=api')]);
    const once = asked.length;
    expect(await look('app=api')).toBe(undefined);
    expect(asked).toHaveLength(once);
    expect(await look('app=web')).toBe('mine');
  });

  it('holds nobody up who asks in between', async () => {
    const among = Array.from({ length: 200 }, (_value, i) => tenant(`t${i}`));
    const { context } = world();
    const { list } = context.snapshot;
    context.snapshot.list = query => {
      const end = performance.now() + 0.1;
      while (performance.now() < end) {
        // A namespace takes a moment to look at.
      }
      return list(query);
    };
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const began = performance.now();
    await meantTenant(selecting('nope!=x,app=web'), context, among);
    const took = performance.now() - began;
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
    clearInterval(timer);
    expect(took).toBeGreaterThan(100);
    expect(longest).toBeLessThan(took / 2);
  });

  it('is none by a selector of more values than anything has', async () => {
    const { asked, context } = world();
    const many = (length: number) =>
      `app in (${Array.from({ length }, (_value, i) => i).join(',')})`;
    const look = (selector: string) =>
      meantTenant(selecting(selector), context, [tenant('mine')]);
    await look(many(101));
    await look(`${many(60)},${many(60)}`);
    expect(asked).toEqual([]);
    await look(many(100));
    expect(asked).not.toEqual([]);
  });
});
