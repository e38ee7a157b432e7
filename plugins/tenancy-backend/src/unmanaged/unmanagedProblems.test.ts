import { mockServices } from '@backstage/backend-test-utils';
import { readUnmanaged } from './readUnmanaged';

const owners = [{ owner: 'group:default/payments', namespaces: ['payments'] }];

const problemOf = (unmanaged: object) => () =>
  readUnmanaged(
    mockServices.rootConfig({
      data: { tenancy: { unmanaged: { ...unmanaged } } },
    }),
  );

describe('a misspelled key of tenancy.unmanaged', () => {
  it.each([
    ['a section', { access: 'owners', ownres: owners }, 'ownres'],
    ['a word that must be there', { acess: 'owners', owners }, 'acess'],
    [
      'a field of a list',
      { access: 'owners', owners: [{ ...owners[0], namespace: ['shop'] }] },
      'owners[0].namespace',
    ],
    [
      'a field of a list that must be there',
      { access: 'owners', owners: [{ onwer: 'a', namespaces: ['shop'] }] },
      'owners[0].onwer',
    ],
  ])('is told once, with the keys that there are: %s', (_, section, at) => {
    const read = problemOf(section);

    expect(read).toThrow(`can't be used: ${at}: This field does not exist`);
    expect(read).toThrow(/\((access, owners, trusted|owner, namespaces, )/);
    expect(read).not.toThrow(/;/);
  });

  it('is told of a cluster with what may stand there', () => {
    const clusters = [{ name: 'one', nci: 'cilium' }];
    expect(problemOf({ access: 'owners', owners, clusters })).toThrow(
      /clusters\[0\]\.nci: .* \(name, destinations, cni\)/,
    );
  });

  it('does not hide what else is wrong', () => {
    expect(problemOf({ access: 'everybody', ownres: owners })).toThrow(
      /ownres: This field does not exist.*access: must be owners/,
    );
  });
});
