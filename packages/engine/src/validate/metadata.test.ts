import { bundledSchemas } from './bundled';
import { schemaSet } from './schemaSet';
import { validate } from '../kinds';

const schemas = schemaSet({ bundled: bundledSchemas() });

function wrong(kind: string, metadata: object): string[] {
  const [apiVersion, name] = {
    ConfigMap: ['v1', 'ConfigMap'],
    Namespace: ['v1', 'Namespace'],
    Role: ['rbac.authorization.k8s.io/v1', 'Role'],
    HTTPRoute: ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    Group: ['user.openshift.io/v1', 'Group'],
    ClusterSecretStore: ['external-secrets.io/v1', 'ClusterSecretStore'],
  }[kind]!;
  return validate(
    [{ apiVersion, kind: name, metadata: metadata as never }],
    schemas,
  )
    .map(finding => `${finding.code} ${finding.field}`)
    .filter(text => text.includes('metadata'));
}

describe('metadata', () => {
  it.each<[string, string, object, string[]]>([
    ['a name with dots', 'ConfigMap', { name: 'a.b' }, []],
    [
      'an upper case name',
      'ConfigMap',
      { name: 'A' },
      ['WrongFormat metadata.name'],
    ],
    ['no name', 'ConfigMap', {}, ['MissingField metadata.name']],
    [
      'a prefix that is no text',
      'ConfigMap',
      { generateName: 5 },
      ['WrongType metadata.generateName'],
    ],
    [
      'a name of 254',
      'ConfigMap',
      { name: 'a'.repeat(254) },
      ['WrongFormat metadata.name'],
    ],
    [
      'a namespace with dots',
      'Namespace',
      { name: 'a.b' },
      ['WrongFormat metadata.name'],
    ],
    [
      'a role with a colon',
      'Role',
      { name: 'system:team', namespace: 'a' },
      [],
    ],
    [
      'a role with a slash',
      'Role',
      { name: 'a/b', namespace: 'a' },
      ['WrongFormat metadata.name'],
    ],
    [
      'a group of OpenShift, of which there is no definition',
      'Group',
      { name: 'ops_Team:a' },
      [],
    ],
    [
      'such a group with a slash',
      'Group',
      { name: 'a/b' },
      ['WrongFormat metadata.name'],
    ],
    [
      'a field nobody knows',
      'ConfigMap',
      { name: 'a', lables: {} },
      ['UnknownField metadata.lables'],
    ],
    ['a label', 'ConfigMap', { name: 'a', labels: { 'a.b/c': 'D_1' } }, []],
    ['an empty label', 'ConfigMap', { name: 'a', labels: { a: '' } }, []],
    [
      'a label of 64',
      'ConfigMap',
      { name: 'a', labels: { a: 'a'.repeat(64) } },
      ['WrongFormat metadata.labels[a]'],
    ],
    [
      'an entity as label',
      'ConfigMap',
      { name: 'a', labels: { a: 'group:default/a' } },
      ['WrongFormat metadata.labels[a]'],
    ],
    [
      'a label key with two slashes',
      'ConfigMap',
      { name: 'a', labels: { 'a/b/c': '' } },
      ['WrongFormat metadata.labels[a/b/c]'],
    ],
    [
      'a label that is true',
      'ConfigMap',
      { name: 'a', labels: { a: true } },
      ['WrongType metadata.labels[a]'],
    ],
    [
      'an annotation with anything',
      'ConfigMap',
      { name: 'a', annotations: { 'a.b/C': 'group:default/a {}' } },
      [],
    ],
    [
      'a number as annotation',
      'ConfigMap',
      { name: 'a', annotations: { a: 1 } },
      ['WrongType metadata.annotations[a]'],
    ],
    [
      'annotations of 256 KiB',
      'ConfigMap',
      { name: 'a', annotations: { a: 'x'.repeat(262144) } },
      ['TooLong metadata.annotations'],
    ],
    ['no namespace', 'HTTPRoute', { name: 'a' }, []],
    [
      'labels that are a list',
      'HTTPRoute',
      { name: 'a', labels: ['a'] },
      ['WrongType metadata.labels'],
    ],
    [
      'finalizers that are a word',
      'HTTPRoute',
      { name: 'a', finalizers: 'a' },
      ['WrongType metadata.finalizers'],
    ],
    ['a prefix for a name', 'ConfigMap', { generateName: 'a-' }, []],
    [
      'a finalizer without a domain',
      'ConfigMap',
      { name: 'a', finalizers: ['orphan', 'a.b/c', 'mine'] },
      ['WrongFormat metadata.finalizers[2]'],
    ],
    [
      'a finalizer that custom kinds may have',
      'HTTPRoute',
      { name: 'a', finalizers: ['mine'] },
      [],
    ],
    [
      'an owner without a name, and two that control',
      'ConfigMap',
      {
        name: 'a',
        ownerReferences: [
          { apiVersion: 'v1', kind: 'A', uid: '1', controller: true },
          {
            apiVersion: 'v1',
            kind: 'A',
            uid: '2',
            name: 'a',
            controller: true,
          },
        ],
      },
      [
        'MissingField metadata.ownerReferences[0].name',
        'Duplicate metadata.ownerReferences[1]',
      ],
    ],
    [
      'a level of nothing',
      'Namespace',
      {
        name: 'a',
        labels: { 'pod-security.kubernetes.io/enforce': null },
      },
      ['NotAllowed metadata.labels[pod-security.kubernetes.io/enforce]'],
    ],
    [
      'a namespace for a namespace',
      'Namespace',
      { name: 'a', namespace: 'b' },
      ['UnknownField metadata.namespace'],
    ],
    [
      'a namespace where none may be',
      'ClusterSecretStore',
      { name: 'a', namespace: 'b' },
      ['UnknownField metadata.namespace'],
    ],
  ])('with %s', (_, kind, metadata, expected) => {
    expect(wrong(kind, metadata)).toEqual(expected);
  });
});
