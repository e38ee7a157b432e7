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
    const { tenants } = adoptedOf(
      [namespace, foundObject('Namespace', 'pay-batch')],
      {
        rules: [
          { namespace: 'pay-*', owner: adoptedOwner, tenant: 'payments' },
        ],
      },
    );
    expect(tenants.map(({ tenant }) => tenant)).toEqual([
      'pay-batch',
      'payments',
    ]);
  });
});
