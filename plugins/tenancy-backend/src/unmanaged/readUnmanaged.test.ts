import { mockServices } from '@backstage/backend-test-utils';
import { readUnmanaged } from './readUnmanaged';

const unmanaged = {
  access: 'owners',
  owners: [{ owner: 'group:default/payments', namespaces: ['payments'] }],
};

function read(tenancy: object) {
  return readUnmanaged(
    mockServices.rootConfig({
      data: {
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [{ name: 'one', url: 'https://one/' }],
            },
          ],
        },
        tenancy: JSON.parse(JSON.stringify(tenancy)),
      },
    }),
  );
}

describe('tenancy.unmanaged', () => {
  it('is read with what it leaves out', () => {
    expect(read({ admins: ['group:default/platform'], unmanaged })).toEqual(
      expect.objectContaining({
        clusters: [{ name: 'one', servers: ['https://one'], names: [] }],
        argocd: [{ cluster: 'one', namespace: 'argocd' }],
      }),
    );
  });

  it.each([
    ['is nothing', {}],
    ['is off', { unmanaged: false }],
    ['is not there yet', { admins: ['group:default/platform'] }],
  ])('looks at nothing where it %s', (_, tenancy) => {
    expect(read(tenancy)).toBeUndefined();
  });

  it.each([
    [
      'a key of its own',
      { unmanaged: { ...unmanaged, acess: 'owners' } },
      'tenancy.unmanaged in app-config',
      'acess: This field does not exist',
    ],
    [
      'a key of an owner',
      { unmanaged: { ...unmanaged, owners: [{ owner: 'a', namespace: [] }] } },
      'owners[0].owner: must be a full entity reference',
      'owners[0].namespace: This field does not exist',
    ],
    [
      'its own name',
      { unmanged: unmanaged },
      'tenancy in app-config',
      'unmanged: This field does not exist',
    ],
    [
      'what stands beside it',
      { admin: ['group:default/platform'], unmanaged },
      'tenancy in app-config',
      'admin: This field does not exist',
    ],
  ])('names %s that is mistyped', (_, tenancy, ...said) => {
    const message = problemOf(() => read(tenancy));

    said.forEach(each => expect(message).toContain(each));
  });

  it.each([[true], ['owners'], [[]]])('says what %j has to be', given => {
    expect(problemOf(() => read({ unmanaged: given }))).toContain(
      'must be an object with access',
    );
  });
});

function problemOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return 'none';
}
