import { Fields, object, codesOf } from '../../testing/checkWorld';

describe('check of secrets', () => {
  const secret = (ref: Fields) =>
    object('external-secrets.io/v1', 'ExternalSecret', 'db', 'pay', {
      spec: { secretStoreRef: ref },
    });
  const store = (kind: string, rest: Fields) =>
    object(
      'external-secrets.io/v1',
      kind,
      'vault',
      kind === 'SecretStore' ? 'pay' : undefined,
      rest,
    );

  it.each([
    ['no store of that name', [], { name: 'vault' }, ['error StoreNotFound']],
    [
      'a store that is not ready',
      [
        store('SecretStore', {
          status: { conditions: [{ type: 'Ready', status: 'False' }] },
        }),
      ],
      { name: 'vault' },
      ['warning StoreNotReady'],
    ],
    [
      'a store of the cluster that serves other namespaces',
      [
        store('ClusterSecretStore', {
          spec: { conditions: [{ namespaces: ['shop'] }] },
        }),
      ],
      { name: 'vault', kind: 'ClusterSecretStore' },
      ['error StoreNotPermitted'],
    ],
    [
      'nothing wrong with one that serves this one by its labels',
      [
        store('ClusterSecretStore', {
          spec: {
            conditions: [
              {
                namespaceSelector: {
                  matchLabels: { 'tenancy.groundwork.dev/tenant': 'pay' },
                },
              },
            ],
          },
        }),
      ],
      { name: 'vault', kind: 'ClusterSecretStore' },
      [],
    ],
  ])('finds %s', (_title, live, ref, codes) => {
    expect(codesOf(live, [secret(ref)])).toEqual(codes);
  });

  it('does not say that a store is closed where the labels of the namespace are not known', () => {
    const closed = store('ClusterSecretStore', {
      spec: {
        conditions: [{ namespaceSelector: { matchLabels: { vault: 'yes' } } }],
      },
    });
    const planned = [secret({ name: 'vault', kind: 'ClusterSecretStore' })];
    const unknown = {
      cluster: 'spoke-dev',
      group: '',
      kind: 'Namespace',
      unknown: 'forbidden',
    } as const;
    expect(codesOf([closed], planned)).toEqual(['error StoreNotPermitted']);
    expect(
      codesOf([closed], planned, {
        unknowns: [unknown],
        scope: { tenants: undefined },
      }).filter(code => /Store|Checked/.test(code)),
    ).toEqual(['info NotChecked']);
  });
});
