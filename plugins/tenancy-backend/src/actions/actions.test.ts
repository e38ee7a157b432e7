import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { clientOf } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

describe('actions', () => {
  const registry = actionsRegistryServiceMock();
  let portal: Portal;
  const { settled } = clientOf(() => portal);

  // The mock knows no plugin: there every id begins with test.
  const invoke = async (id: string, input: JsonObject, user = 'ada') =>
    (
      await registry.invoke({
        id: `test:${id}`,
        input,
        credentials: mockCredentials.user(`user:default/${user}`),
      })
    ).output as never;

  beforeAll(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
      features: [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
      ],
    });
    await settled();
  });

  afterAll(() => portal.stop());

  it('say what they do to what runs', async () => {
    const { actions } = await registry.list();
    const marks = Object.fromEntries(
      actions.map(({ id, attributes }) => [
        id.replace('test:', ''),
        [
          attributes.readOnly && 'reads',
          attributes.destructive && 'destructive',
          attributes.idempotent && 'idempotent',
        ]
          .filter(Boolean)
          .join(' '),
      ]),
    );

    expect(marks).toEqual({
      'deploy-version': 'destructive idempotent',
      'get-deployment': 'reads idempotent',
      'get-request': 'reads idempotent',
      'get-tenant-status': 'reads idempotent',
      'list-changes': 'reads idempotent',
      'list-fixes': 'reads idempotent',
      'list-tenants': 'reads idempotent',
      'preview-request': 'reads idempotent',
      'refresh-application': 'idempotent',
      'refresh-secret': 'idempotent',
      'restart-workload': 'destructive',
      'revert-change': 'destructive idempotent',
      'set-self-heal': 'destructive idempotent',
      'sync-application': 'destructive idempotent',
      'terminate-operation': 'destructive idempotent',
    });
  });

  it('list fixes to those who may read the tenant', async () => {
    expect(await invoke('list-fixes', { tenant: 'pay' })).toEqual({
      mayChange: true,
      fixes: [],
    });
    await expect(
      invoke('list-fixes', { tenant: 'pay' }, 'bob'),
    ).rejects.toThrow(/pay/);
  });

  it.each([
    ['revert-change', { commit: 'f'.repeat(40) }, /is not on branch/],
    ['set-self-heal', { environment: 'dev' }, /is not paused/],
    ['set-self-heal', { environment: 'prod' }, /no Application/],
    ['set-self-heal', { environment: 'dev', force: true }, /force/],
  ])('%s %j is refused', async (id, input, words) => {
    for (const dryRun of [true, false]) {
      const ask = { tenant: 'pay', kind: 'Tenant', name: 'pay', dryRun, input };
      await expect(invoke(id, ask)).rejects.toThrow(words);
    }
  });

  it.each(['revert-change', 'set-self-heal'])(
    '%s is for owners only',
    async id => {
      const input =
        id === 'revert-change'
          ? { commit: 'f'.repeat(40) }
          : { environment: 'dev' };
      const ask = { tenant: 'pay', kind: 'Tenant', name: 'pay', input };
      await expect(invoke(id, ask, 'bob')).rejects.toThrow(/not found/);
    },
  );

  it('act for owners only, and where there is a credential', async () => {
    const sync = (user: string, input: JsonObject) =>
      invoke(
        'sync-application',
        { tenant: 'pay', environment: 'dev', input },
        user,
      );
    const input = { application: 'pay-dev', key: 'call-0001' };
    await expect(sync('bob', input)).rejects.toThrow(/Tenant pay not found/);
    await expect(sync('ada', input)).rejects.toThrow(/no credential to act/);
    await expect(sync('ada', { ...input, manifests: ['{}'] })).rejects.toThrow(
      /manifests/,
    );
  });

  it('list to each caller their own tenants', async () => {
    const names = async (user: string) =>
      (
        (await invoke('list-tenants', {}, user)) as {
          tenants: Array<{ name: string }>;
        }
      ).tenants.map(({ name }) => name);

    expect(await names('ada')).toEqual(['pay']);
    expect(await names('bob')).toEqual(['web']);
    expect(await names('root')).toEqual(['pay', 'web']);
  });

  it('list only tenants in a state', async () => {
    expect(await invoke('list-tenants', { state: 'Nonsense' })).toEqual({
      tenants: [],
    });
  });

  it('tell the status of a tenant to its owners only', async () => {
    expect(await invoke('get-tenant-status', { tenant: 'pay' })).toMatchObject({
      tenant: 'pay',
      owner: 'group:default/payments',
      sync: { environments: [{ environment: 'dev' }] },
    });
    await expect(
      invoke('get-tenant-status', { tenant: 'pay' }, 'bob'),
    ).rejects.toThrow(/Tenant pay not found/);
    await expect(
      invoke('get-tenant-status', { tenant: '../pay' }),
    ).rejects.toThrow(/lower case/);
  });

  it('show a request file to its owners only', async () => {
    const question = { tenant: 'pay', kind: 'Tenant', name: 'pay' };

    expect(await invoke('get-request', question)).toMatchObject({
      path: 'platform/tenants/pay.yaml',
      request: { kind: 'Tenant', spec: { tier: 'small' } },
    });
    await expect(invoke('get-request', question, 'bob')).rejects.toThrow(
      /Tenant pay not found/,
    );
    await expect(
      invoke('get-request', { ...question, kind: 'Route', name: 'ghost' }),
    ).rejects.toThrow(/no Route request ghost/);
  });

  it('preview a request with its findings, write nothing, and refuse others', async () => {
    const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
    const workload = (image: string) => ({
      expect: 'create',
      request: {
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: 'Workload',
        metadata: { name: 'api', tenant: 'pay' },
        spec: {
          image,
          replicas: 1,
          resources: { requests: amounts, limits: amounts },
        },
      },
    });
    const good = workload('registry.example.com/pay/api:1.0.0');
    const before = new Map(portal.git.files);

    expect(
      await invoke('preview-request', workload('registry.example.com/api')),
    ).toMatchObject({
      ok: false,
      files: [],
      findings: [{ severity: 'error', field: 'spec.image' }],
    });
    expect(await invoke('preview-request', good)).toMatchObject({
      ok: true,
      files: expect.arrayContaining([
        { path: 'tenants/pay/requests/workload-api.yaml', change: 'added' },
      ]),
    });
    await expect(invoke('preview-request', good, 'bob')).rejects.toThrow(
      /Only its owner and the platform team can change it/,
    );
    expect(portal.git.files).toEqual(before);
  });
});
