import type { KubernetesObject } from '../model';
import { parseRequest } from '../parse/parseRequest';
import { parsePlatform } from '../platform';
import { PlatformError } from '../platform/PlatformError';
import { renderAll } from '../render/renderAll';
import {
  adoptedOf,
  adoptedOwner,
  foundObject,
} from '../testing/adoptedObjects';
import { smallPlatform } from '../testUtils';

const allOfPay = [
  { namespace: 'pay-*', owner: adoptedOwner, tenant: 'payments' },
];

describe('adopting a namespace with a name of its own', () => {
  const namespace = foundObject('Namespace', 'pay-old');

  it('tells the name that the platform has to know, and renders into it', () => {
    const { existing, tenants, objects } = adoptedOf([namespace]);
    expect(existing).toEqual([
      { tenant: 'payments', environment: 'dev', namespace: 'pay-old' },
    ]);
    expect(tenants[0]).toMatchObject({
      tenant: 'payments',
      owner: adoptedOwner,
    });
    expect(objects.find(({ kind }) => kind === 'LimitRange')).toMatchObject({
      namespace: 'pay-old',
      fate: 'new',
    });
  });

  it('finds the tenant by that name once the platform knows it', () => {
    const known = {
      tenant: 'payments',
      environment: 'dev',
      namespace: 'pay-old',
    };
    const { existing, tenants } = adoptedOf([namespace], {
      input: { naming: { existing: [known] } },
      rules: [{ namespace: '*', owner: 'group:default/${{ tenant }}' }],
    });
    expect(existing).toEqual([]);
    expect(tenants[0].tenant).toBe('payments');
  });

  it.each([
    [
      [{ tenant: 'a', environment: 'moon', namespace: 'x' }],
      'This environment does not exist',
    ],
    [
      [
        { tenant: 'a', environment: 'dev', namespace: 'x' },
        { tenant: 'b', environment: 'dev', namespace: 'x' },
      ],
      'is named twice',
    ],
  ])('refuses names that would make two tenants one', (existing, message) => {
    const parse = () =>
      parsePlatform({ ...smallPlatform(), naming: { existing } });
    expect(parse).toThrow(PlatformError);
    expect(parse).toThrow(message);
  });

  it('leaves no other tenant such a namespace', () => {
    const platform = parsePlatform({
      ...smallPlatform(),
      naming: {
        existing: [
          { tenant: 'payments', environment: 'dev', namespace: 'shop' },
        ],
      },
    });
    const shop = parseRequest({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Tenant',
      metadata: { name: 'shop' },
      spec: { owner: adoptedOwner, environments: ['dev'], tier: 'small' },
    });
    expect(
      renderAll([shop], platform).findings.map(({ code }) => code),
    ).toContain('NameClash');
  });

  it('makes a further namespace of a tenant a tenant of its own', () => {
    const places = (objects: KubernetesObject[], more: object = {}) =>
      Object.fromEntries(
        adoptedOf(objects, { rules: allOfPay, ...more }).tenants.map(
          ({ tenant, namespaces }) => [tenant, namespaces[0].namespace],
        ),
      );
    const further = foundObject('Namespace', 'pay-batch');
    const byName = { payments: 'pay-batch', 'pay-old': 'pay-old' };
    expect(places([namespace, further])).toEqual(byName);
    expect(places([further, namespace])).toEqual(byName);
    expect(
      places([namespace, further, foundObject('Namespace', 'payments')], {
        rules: [{ namespace: 'pay*', owner: adoptedOwner, tenant: 'payments' }],
      }),
    ).toEqual({
      payments: 'payments',
      'pay-batch': 'pay-batch',
      'pay-old': 'pay-old',
    });
  });

  it.each([
    ['with the namespace', [namespace]],
    ['where the namespace was not read', []],
  ])('leaves a tenant the place that it has, %s', (_, there) => {
    const { existing, tenants } = adoptedOf(
      [foundObject('Namespace', 'pay-aaa'), ...there],
      {
        rules: allOfPay,
        input: {
          naming: {
            existing: [
              {
                tenant: 'payments',
                environment: 'dev',
                namespace: namespace.metadata.name,
              },
            ],
          },
        },
      },
    );
    expect(existing).toEqual([]);
    expect(
      tenants.find(({ tenant }) => tenant === 'pay-aaa')?.namespaces,
    ).toEqual([{ environment: 'dev', namespace: 'pay-aaa' }]);
  });
});
