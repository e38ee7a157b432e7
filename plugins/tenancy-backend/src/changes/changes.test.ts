import { createServiceFactory } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const label = 'tenancy.groundwork.dev/tenant';

function namespace(name: string, labels: Record<string, string> = {}) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function pod(ns: string, name: string) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: ns, name } };
}

describe('what changed', () => {
  let portal: Portal;
  let told: string[][];
  let heard: Map<string, string[]>;
  let published: Array<{ topic: string; eventPayload: unknown }>;

  const { get, settled } = clientOf(() => portal);
  const names = () => [...new Set(told.flat())].sort();
  const quiet = () =>
    new Promise(resolve => {
      setTimeout(resolve, 400);
    });

  beforeEach(async () => {
    told = [];
    heard = new Map();
    published = [];
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            async publish({ recipients, channel, message }) {
              if (recipients.type !== 'user') {
                throw new TypeError('told to everybody');
              }
              expect(channel).toBe('tenancy');
              expect(Object.keys(message)).toEqual(['tenants']);
              const tenants = message.tenants as string[];
              told.push(tenants);
              for (const ref of [recipients.entityRef].flat()) {
                heard.set(ref, [...(heard.get(ref) ?? []), ...tenants]);
              }
            },
          }),
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => ({
            async publish({ topic, eventPayload }) {
              published.push({ topic, eventPayload });
            },
            async subscribe() {},
          }),
        }),
      ],
    });
    portal.cluster.put(namespace('pay', { [label]: 'pay' }));
    portal.cluster.put(namespace('web', { [label]: 'web' }));
    portal.cluster.put(namespace('kube-system'));
    await settled();
    await quiet();
    told = [];
    heard = new Map();
    published = [];
  });

  afterEach(() => portal.stop());

  it('in a namespace is told to its tenant alone, many changes at once', async () => {
    for (let i = 0; i < 20; i++) {
      portal.cluster.put(pod('pay', `p${i}`));
    }
    await until(
      async () => told,
      ({ length }) => length > 0,
    );
    await quiet();

    expect(names()).toEqual(['pay']);
    expect(told.length).toBeLessThan(4);
  });

  it('is told to owners and admins alone, even by name', async () => {
    portal.cluster.put(pod('pay', 'p'));
    portal.cluster.put(pod('web', 'p'));
    await until(
      async () => heard,
      ({ size }) => size === 3,
    );

    expect(Object.fromEntries(heard)).toEqual({
      'group:default/payments': ['pay'],
      'group:default/shop': ['web'],
      'group:default/platform': ['pay', 'web'],
    });
  });

  it('of whose a namespace is is told to the old tenant and to the new one', async () => {
    portal.cluster.put(namespace('home', { [label]: 'pay' }));
    await quiet();
    expect(names()).toContain('pay');
    told = [];

    portal.cluster.put(namespace('home', { [label]: 'web' }));
    portal.cluster.put(namespace('home', {}));
    await quiet();

    expect(names()).toEqual(['pay', 'web']);
    told = [];
    portal.cluster.put(pod('home', 'p'));
    await quiet();
    expect(names()).toEqual([]);
  });

  it('in the pods of the system is told to nobody', async () => {
    portal.cluster.put(pod('kube-system', 'dns'));
    await quiet();

    expect(told).toEqual([]);
  });

  it('in an Application is told to the tenant that it is labelled with', async () => {
    portal.cluster.put({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'web-dev',
        namespace: 'argocd',
        labels: { [label]: 'web' },
      },
    });
    await until(
      async () => told,
      ({ length }) => length > 0,
    );

    expect(names()).toEqual(['web']);
  });

  it('when a cluster goes away is told to all that are on it', async () => {
    await portal.cluster.stop();
    await until(
      async () => names(),
      ({ length }) => length === 2,
    );

    expect(names()).toEqual(['pay', 'web']);
    await portal.cluster.listen();
  });

  it('in Git is told to its tenant, and to other plugins', async () => {
    portal.git.write({
      'platform/tenants/new.yaml': tenantFile('new', 'payments'),
    });
    await until(
      async () => told,
      ({ length }) => length > 0,
    );

    expect(names()).toEqual(['new']);
    expect(published).toEqual([
      {
        topic: 'tenancy.requests',
        eventPayload: { paths: ['platform/tenants/new.yaml'] },
      },
    ]);
    const { body } = await get('tenants/new').expect(200);
    expect(body.name).toBe('new');
  });

  it('by a push of our own is seen at once', async () => {
    await portal.git.push(
      { url: 'https://git.example.com/acme/estate.git', branch: 'main' },
      {
        writes: [
          {
            path: 'platform/tenants/own.yaml',
            content: tenantFile('own', 'payments'),
          },
        ],
        message: 'Ask for own',
        author: { name: 'Ada', email: 'ada@example.com' },
      },
    );
    await until(
      async () => names(),
      all => all.includes('own'),
    );

    expect(names()).toEqual(['own']);
  });
});
