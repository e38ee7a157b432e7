import type { KubernetesObject } from '@groundwork/engine';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const rules = [{ namespace: 'pay', owner: 'group:default/payments' }];
const value = 'correct-horse-battery';

const namespace = (name: string, metadata: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...metadata },
});

const config = (
  name: string,
  data: Record<string, string>,
  space = 'pay',
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: space },
  data,
});

const definition = (kind: string, plural: string): KubernetesObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.argoproj.io` },
  spec: {
    group: 'argoproj.io',
    names: { kind, plural },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
});

describe('adopting what is there', () => {
  let portal: Portal;
  const { post, settled } = clientOf(() => portal);
  const ask = (path: string, body: object, user = 'root') =>
    post(`adoption/${path}`, body, user);

  async function startUnread(options: Parameters<typeof startPortal>[0] = {}) {
    portal = await startPortal({
      files: { 'platform/tenants/web.yaml': tenantFile('web', 'shop') },
      fill: cluster => {
        cluster.serve({
          group: '',
          version: 'v1',
          kind: 'ConfigMap',
          plural: 'configmaps',
        });
        cluster.put(definition('Application', 'applications'));
        cluster.put(definition('AppProject', 'appprojects'));
        cluster.put(
          namespace('pay', {
            labels: { team: 'shop', app: 'x' },
            annotations: { 'example.com/owner': 'mallory' },
          }),
        );
        for (const name of ['web', 'kube-system', 'old']) {
          cluster.put(namespace(name));
        }
        cluster.put(config('settings', { LEVEL: 'info' }));
        cluster.put(config('legacy', { DB_PASSWORD: value }));
      },
      ...options,
    });
  }

  async function start() {
    await startUnread();
    await settled();
  }

  afterEach(() => portal.stop());

  const spaces = async (body: object) =>
    (await ask('namespaces', body).expect(200)).body;

  it('tells whose each namespace is, by rules and never by the cluster', async () => {
    await start();
    const view = await until(
      () => spaces({ rules }),
      ({ items }) => items.length === 4,
    );
    expect(view.counts).toEqual({ adopted: 1, mapped: 1, open: 1, system: 1 });
    const [pay, old, web, system] = view.items;
    expect(pay).toMatchObject({
      namespace: 'pay',
      state: 'mapped',
      environment: 'dev',
      tenant: 'pay',
      owner: 'group:default/payments',
      says: [
        { key: 'team', value: 'shop' },
        { key: 'example.com/owner', value: 'mallory' },
      ],
    });
    expect(old).toMatchObject({ namespace: 'old', state: 'open' });
    expect(old).not.toHaveProperty('owner');
    expect(web).toMatchObject({ state: 'adopted', tenant: 'web' });
    expect(system).toMatchObject({
      namespace: 'kube-system',
      state: 'system',
      why: expect.any(String),
    });
    expect(view.owners).toContain('group:default/payments');

    const open = await spaces({ rules: [], state: 'open', limit: 1 });
    expect(open.items).toHaveLength(1);
    expect(open).toMatchObject({ total: 2, next: 1 });
    expect((await spaces({ rules, search: 'PAYM' })).total).toBe(1);
  });

  it('shows what would become of a tenant, with whole objects and no value of a credential', async () => {
    await start();
    const { body } = await until(
      () => ask('preview', { rules, tenants: ['pay'] }),
      ({ status }) => status === 200,
    );
    const [pay] = body.items;
    expect(pay).toMatchObject({
      tenant: 'pay',
      owner: 'group:default/payments',
      tier: 'small',
      blocked: [],
    });
    expect(
      pay.credentials.map(({ name, field }: Record<string, string>) => [
        name,
        field,
      ]),
    ).toEqual([['legacy', 'data[DB_PASSWORD]']]);
    const kept = pay.files.find(({ path }: { path: string }) =>
      path.endsWith('adopted-configmap-settings.yaml'),
    );
    expect(kept.content).toContain('LEVEL: info');
    expect(JSON.stringify(body)).not.toContain(value);
    expect(
      pay.groups.find(({ names }: { names: string[] }) =>
        names.includes('legacy'),
      ),
    ).toMatchObject({ fate: 'listed' });
    await ask('preview', { rules, tenants: ['web'] }).expect(404);
  });

  it('writes no second file of what the folder of the tenant holds', async () => {
    const path = 'tenants/pay/dev/ours.yaml';
    await startUnread({
      files: {
        [path]:
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {LEVEL: warn}\n',
      },
    });
    await settled();
    const { body } = await until(
      () => ask('preview', { rules, tenants: ['pay'] }),
      ({ status }) => status === 200,
    );
    const [{ files, groups }] = body.items;
    expect(files.map((each: { path: string }) => each.path)).not.toContain(
      'tenants/pay/dev/adopted-configmap-settings.yaml',
    );
    expect(
      groups.find(({ names }: { names: string[] }) =>
        names.includes('settings'),
      ),
    ).toMatchObject({
      fate: 'kept',
      code: 'gitOtherwise',
      differences: [{ there: 'info', rendered: 'warn' }],
    });
  });

  it('brings a tenant to Git as a whole, once', async () => {
    await start();
    const { body } = await until(
      () => ask('propose', { rules, tenants: ['pay'] }),
      ({ status }) => status === 202 || status === 400,
    );
    expect(body).toMatchObject({ commit: expect.any(String) });
    const { files } = portal.git;
    expect(files.get('platform/tenants/pay.yaml')).toContain(
      'owner: group:default/payments',
    );
    expect(
      files.get('tenants/pay/dev/adopted-configmap-settings.yaml'),
    ).toContain('LEVEL: info');
    expect(files.get('tenants/pay/dev/kustomization.yaml')).toContain(
      'adopted-configmap-settings.yaml',
    );
    expect(files.has('platform/dev/pay/argocd/application.yaml')).toBe(true);
    expect([...files.values()].join()).not.toContain(value);

    await until(
      () => spaces({ rules }),
      ({ counts }) => counts.adopted === 2,
    );
    await ask('propose', { rules, tenants: ['pay'] }).expect(404);
  });

  it('brings several tenants to Git in one change, or none of them', async () => {
    const both = [...rules, { namespace: 'old', owner: 'group:default/shop' }];
    await start();
    await until(
      () => ask('preview', { rules: both }),
      ({ body, status }) => status === 200 && body.items.length === 2,
    );
    const before = portal.git.files.size;
    const { body: refused } = await ask('propose', {
      rules: [rules[0], { ...both[1], owner: 'group:default/nobody' }],
      tenants: ['pay', 'old'],
    }).expect(400);
    expect(refused.error.message).toContain('UnknownOwner');
    await ask('propose', { rules: both, tenants: ['pay', 'web'] }).expect(404);
    expect(portal.git.files.size).toBe(before);

    await ask('propose', { rules: both, tenants: ['pay', 'old'] }).expect(202);
    const { files } = portal.git;
    expect(files.get('platform/tenants/pay.yaml')).toContain('payments');
    expect(files.get('platform/tenants/old.yaml')).toContain('shop');
    expect(files.has('platform/dev/old/argocd/application.yaml')).toBe(true);
  });

  it('writes nothing where not all could be read', async () => {
    await start();
    await until(
      () => ask('preview', { rules, tenants: ['pay'] }),
      ({ body, status }) =>
        status === 200 && body.items[0].blocked.length === 0,
    );
    portal.cluster.fault = url =>
      url.includes('/namespaces/pay/configmaps')
        ? { status: 403, body: { message: 'forbidden' } }
        : undefined;
    const { body } = await ask('preview', { rules }).expect(200);
    expect(body.notRead).toEqual([
      expect.objectContaining({ place: 'one/pay ConfigMap' }),
    ]);
    const { body: refused } = await ask('propose', {
      rules,
      tenants: ['pay'],
    }).expect(409);
    expect(refused.error.message).toContain('not all is known');
    expect(portal.git.files.has('platform/tenants/pay.yaml')).toBe(false);
  });

  it('asks for the lines of naming.existing before it writes into a namespace of another name', async () => {
    await start();
    const named = [{ ...rules[0], namespace: 'old', tenant: 'payments' }];
    const { body } = await until(
      () => ask('preview', { rules: named }),
      ({ status }) => status === 200,
    );
    expect(body.items[0].existing).toEqual([
      { tenant: 'payments', environment: 'dev', namespace: 'old' },
    ]);
    await ask('propose', { rules: named, tenants: ['payments'] }).expect(409);
  });

  it('refuses an owner that the catalog does not know, and says so once', async () => {
    await start();
    const unknown = [{ namespace: '*', owner: 'group:default/nobody' }];
    const { body } = await until(
      () => ask('propose', { rules: unknown, tenants: ['pay', 'old'] }),
      ({ status }) => status === 400,
    );
    expect(body.error.message.match(/UnknownOwner/g)).toHaveLength(1);
  });

  it.each(['namespaces', 'preview', 'propose'])(
    'tells %s to platform admins alone',
    async path => {
      await start();
      const { status } = await ask(path, { rules, tenants: ['pay'] }, 'ada');
      expect(status).toBe(403);
    },
  );

  it.each([
    [{ rules: [{ namespace: 'a', owner: 'user:default/ada' }] }, 'group'],
    [{ rules: [{ ...rules[0], environment: 'moon' }] }, 'no environment moon'],
    [{ rules: [{ ...rules[0], tier: 'huge' }] }, 'no tier huge'],
    [{ rules: [{ ...rules[0], extra: 1 }] }, 'extra'],
  ])('says what is wrong with rules', async (body, words) => {
    await start();
    const answer = await ask('namespaces', body).expect(400);
    expect(answer.body.error.message).toContain(words);
  });

  it('does not take an unread cluster for an empty one', async () => {
    await startUnread({ kubernetes: false, files: {} });
    const { body } = await until(
      () => ask('namespaces', { rules }),
      ({ status }) => status === 200,
    );
    expect(body.unread).toEqual([{ cluster: 'one', why: expect.any(String) }]);
  });
});
