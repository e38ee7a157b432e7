import { wrongFields } from '../__fixtures__/wrongFields';

describe('ExternalSecret', () => {
  const secretStoreRef = { name: 'vault', kind: 'SecretStore' };
  const data = [{ secretKey: 'password', remoteRef: { key: 'payments/db' } }];
  const find = { name: { regexp: '.*' } };
  const extract = { key: 'payments/db' };
  const generatorRef = {
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    name: 'a',
  };
  it.each<[string, object, string[]]>([
    ['one key', { data }, []],
    ['a whole secret', { dataFrom: [{ extract }] }, []],
    ['a generator', { dataFrom: [{ sourceRef: { generatorRef } }] }, []],
    ['nothing', {}, ['MissingField spec.data']],
    [
      'find and extract at once',
      { dataFrom: [{ find, extract }] },
      ['Conflict spec.dataFrom[0]'],
    ],
    [
      'extract and a generator at once',
      { dataFrom: [{ extract, sourceRef: { generatorRef } }] },
      ['Conflict spec.dataFrom[0]'],
    ],
    ['an empty source', { dataFrom: [{}] }, ['MissingField spec.dataFrom[0]']],
    [
      'deletion of what it does not own',
      { data, target: { deletionPolicy: 'Delete', creationPolicy: 'Merge' } },
      ['Conflict spec.target.deletionPolicy'],
    ],
    [
      'deletion of what it creates and leaves',
      { data, target: { deletionPolicy: 'Delete', creationPolicy: 'Orphan' } },
      [],
    ],
    [
      'merging into nothing',
      { data, target: { deletionPolicy: 'Merge', creationPolicy: 'None' } },
      ['Conflict spec.target.deletionPolicy'],
    ],
    ['one key twice', { data: [...data, ...data] }, ['Duplicate spec.data[1]']],
    [
      'one key twice where the last wins',
      { data: [...data, ...data], target: { deletionPolicy: 'Delete' } },
      [],
    ],
    [
      'a bootstrap token',
      { data, target: { template: { type: 'bootstrap.kubernetes.io/token' } } },
      ['NotAllowed spec.target.template.type'],
    ],
    [
      'a token of a service account',
      {
        data,
        target: {
          template: {
            type: 'kubernetes.io/service-account-token',
            metadata: {
              annotations: { 'kubernetes.io/service-account.name': 'admin' },
            },
          },
        },
      },
      ['NotAllowed spec.target.template.type'],
    ],
    [
      'a template into a field of the secret',
      {
        data,
        target: {
          template: { templateFrom: [{ target: 'type', literal: 'a' }] },
        },
      },
      ['NotAllowed spec.target.template.templateFrom[0].target'],
    ],
    [
      'an interval of days',
      { data, refreshInterval: '1d' },
      ['WrongFormat spec.refreshInterval'],
    ],
  ])('with %s', (_, spec, expected) => {
    expect(
      wrongFields('external-secrets.io/v1/ExternalSecret', {
        spec: { secretStoreRef, ...spec },
      }),
    ).toEqual(expected);
  });
});
