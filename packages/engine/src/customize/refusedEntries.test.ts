import {
  refusedConfig,
  refusedRender,
  Manifests,
} from '../testing/manifestsWorld';

describe("the platform's own additions", () => {
  it.each([
    [
      'an unknown placeholder',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: '${{ tenant.secret }}' },
            },
          },
        ],
      },
      'InvalidManifest manifests.objects[0].object.metadata.name',
    ],
    [
      'a placeholder as a key',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: 'a' },
              data: { '${{ tier }}': 'b' },
            },
          },
        ],
      },
      'key',
    ],
    [
      'half a placeholder',
      { metadata: [{ name: 'a', labels: { b: '${{ tier' } }] },
      'malformed',
    ],
    [
      'a namespace',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: 'a', namespace: 'kube-system' },
            },
          },
        ],
      },
      'metadata.namespace',
    ],
    [
      'a Secret',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: 'a' },
            },
          },
        ],
      },
      'A Secret would be in Git',
    ],
    [
      'a cluster-wide object',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'rbac.authorization.k8s.io/v1',
              kind: 'ClusterRole',
              metadata: { name: 'a' },
            },
          },
        ],
      },
      'ClusterRole',
    ],
    [
      'an object without a kind',
      { objects: [{ name: 'a', object: { apiVersion: 'v1' } }] },
      'manifests.objects[0].object.kind',
    ],
    [
      'a label of ours',
      {
        metadata: [
          { name: 'a', labels: { 'tenancy.groundwork.dev/tenant': 'x' } },
        ],
      },
      'InvalidLabel manifests.metadata[0].labels["tenancy.groundwork.dev/tenant"]',
    ],
    [
      'a level of Pod Security',
      {
        metadata: [
          {
            name: 'a',
            labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
          },
        ],
      },
      'InvalidLabel',
    ],
    [
      'a hook of Argo CD',
      {
        metadata: [
          { name: 'a', annotations: { 'argocd.argoproj.io/hook': 'Skip' } },
        ],
      },
      'InvalidLabel',
    ],
    [
      'an environment that is not there',
      {
        patches: [
          {
            name: 'a',
            environments: ['moon'],
            kind: 'Namespace',
            patch: [{ op: 'remove', path: '/spec' }],
          },
        ],
      },
      'manifests.patches[0].environments',
    ],
    [
      'one name twice',
      {
        objects: ['a', 'a'].map(name => ({
          name,
          object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } },
        })),
      },
      'Duplicate manifests.objects[1].name',
    ],
    [
      'an operation that is none',
      {
        patches: [
          {
            name: 'a',
            kind: 'Namespace',
            patch: [{ op: 'merge', path: '/spec' }],
          },
        ],
      },
      'manifests.patches[0].patch[0]',
    ],
  ])('refuse %s in the configuration, by its entry', (_, manifests, text) => {
    expect(refusedConfig(manifests)).toContain(text);
  });

  it.each<
    [
      string,
      NonNullable<NonNullable<Manifests>['patches']>[number]['patch'],
      string,
    ]
  >([
    [
      'that is not there',
      [{ op: 'remove', path: '/spec/nothing' }],
      '/spec/nothing is not there',
    ],
    [
      'that was expected otherwise',
      [{ op: 'test', path: '/spec/podSelector', value: { a: 1 } }],
      'has another value',
    ],
    [
      'of the name',
      [{ op: 'replace', path: '/metadata/name', value: 'x' }],
      'must stay',
    ],
    [
      'of the namespace',
      [{ op: 'replace', path: '/metadata/namespace', value: 'kube-system' }],
      'must stay',
    ],
    [
      'of our labels',
      [
        {
          op: 'remove',
          path: '/metadata/labels/tenancy.groundwork.dev~1layer',
        },
      ],
      'guard rails go by',
    ],
    [
      'of all of it',
      [{ op: 'replace', path: '', value: 'x' }],
      'leaves no object',
    ],
    [
      'of the prototype',
      [{ op: 'add', path: '/__proto__/x', value: 1 }],
      'is not there',
    ],
  ])('refuse a patch %s, in the name of the entry', (_, patch, text) => {
    const said = refusedRender({
      patches: [
        { name: 'odd', kind: 'NetworkPolicy', object: 'default-deny', patch },
      ],
    });

    expect(said).toContain(
      'ManifestNotApplied tenancy.manifests.patches[0].patch[0] platform',
    );
    expect(said).toContain('odd');
    expect(said).toContain(text);
    expect({}).not.toHaveProperty('x');
  });

  it('refuse an object that is there already', () => {
    expect(
      refusedRender({
        objects: [
          {
            name: 'mine',
            object: {
              apiVersion: 'v1',
              kind: 'ServiceAccount',
              metadata: { name: 'default' },
            },
          },
        ],
      }),
    ).toContain('rendered already');
  });
});
