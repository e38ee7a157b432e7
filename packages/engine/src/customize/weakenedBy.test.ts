import { rendered, Manifests } from '../testing/manifestsWorld';

describe("the platform's own additions", () => {
  it.each<[string, Manifests, string[]]>([
    [
      'a policy that closes no more',
      {
        patches: [
          {
            name: 'a',
            kind: 'NetworkPolicy',
            object: 'default-deny',
            patch: [{ op: 'add', path: '/spec/ingress', value: [{}] }],
          },
        ],
      },
      ['spec.ingress'],
    ],
    [
      'a policy that no longer closes egress',
      {
        patches: [
          {
            name: 'a',
            kind: 'NetworkPolicy',
            object: 'default-deny',
            patch: [{ op: 'remove', path: '/spec/policyTypes/1' }],
          },
        ],
      },
      ['spec.policyTypes'],
    ],
    [
      'a policy of other pods',
      {
        patches: [
          {
            name: 'a',
            kind: 'NetworkPolicy',
            object: 'default-deny',
            patch: [
              {
                op: 'add',
                path: '/spec/podSelector/matchLabels',
                value: { a: 'b' },
              },
            ],
          },
        ],
      },
      ['spec.podSelector'],
    ],
    [
      'a raised quota',
      {
        patches: [
          {
            name: 'a',
            kind: 'ResourceQuota',
            object: 'groundwork-quota',
            patch: [
              { op: 'replace', path: '/spec/hard/requests.cpu', value: '400' },
            ],
          },
        ],
      },
      ['spec.hard["requests.cpu"]'],
    ],
    [
      'a quota that is gone',
      {
        patches: [
          {
            name: 'a',
            kind: 'ResourceQuota',
            object: 'groundwork-quota',
            patch: [{ op: 'remove', path: '/spec/hard/pods' }],
          },
        ],
      },
      ['spec.hard["pods"]'],
    ],
    [
      'a quota that nobody can read',
      {
        patches: [
          {
            name: 'a',
            kind: 'ResourceQuota',
            object: 'groundwork-quota',
            patch: [{ op: 'replace', path: '/spec/hard/pods', value: 'all' }],
          },
        ],
      },
      ['spec.hard["pods"]'],
    ],
    [
      'a raised limit',
      {
        patches: [
          {
            name: 'a',
            kind: 'LimitRange',
            patch: [
              { op: 'replace', path: '/spec/limits/0/max/cpu', value: '64' },
            ],
          },
        ],
      },
      ['spec.limits'],
    ],
    [
      'a wider role',
      {
        patches: [
          {
            name: 'a',
            kind: 'Role',
            object: 'groundwork-viewer',
            patch: [
              {
                op: 'add',
                path: '/rules/-',
                value: {
                  apiGroups: [''],
                  resources: ['secrets'],
                  verbs: ['get'],
                },
              },
            ],
          },
        ],
      },
      ['rules'],
    ],
    [
      'a further member',
      {
        patches: [
          {
            name: 'a',
            kind: 'RoleBinding',
            object: 'groundwork-team',
            patch: [
              {
                op: 'add',
                path: '/subjects/-',
                value: {
                  kind: 'Group',
                  apiGroup: 'rbac.authorization.k8s.io',
                  name: 'system:authenticated',
                },
              },
            ],
          },
        ],
      },
      ['subjects'],
    ],
    [
      'tokens in all pods',
      {
        patches: [
          {
            name: 'a',
            kind: 'ServiceAccount',
            object: 'default',
            patch: [{ op: 'remove', path: '/automountServiceAccountToken' }],
          },
        ],
      },
      ['automountServiceAccountToken'],
    ],
    [
      'a project of all repositories',
      {
        patches: [
          {
            name: 'a',
            kind: 'AppProject',
            patch: [{ op: 'replace', path: '/spec/sourceRepos', value: ['*'] }],
          },
        ],
      },
      ['spec'],
    ],
    [
      'a policy that lets all through',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'networking.k8s.io/v1',
              kind: 'NetworkPolicy',
              metadata: { name: 'open' },
              spec: { podSelector: {}, egress: [{}] },
            },
          },
        ],
      },
      ['spec.egress'],
    ],
    [
      'a binding',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'rbac.authorization.k8s.io/v1',
              kind: 'RoleBinding',
              metadata: { name: 'more' },
              roleRef: { name: 'admin' },
              subjects: [{ kind: 'Group', name: 'all' }],
            },
          },
        ],
      },
      ['subjects'],
    ],
    [
      'a policy of Cilium',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'cilium.io/v2',
              kind: 'CiliumNetworkPolicy',
              metadata: { name: 'open' },
              spec: {},
            },
          },
        ],
      },
      ['spec'],
    ],
    [
      'other nodes',
      {
        metadata: [
          {
            name: 'a',
            kinds: [{ kind: 'Namespace' }],
            annotations: {
              'scheduler.alpha.kubernetes.io/node-selector': 'a=b',
            },
          },
        ],
      },
      ['metadata.annotations["scheduler.alpha.kubernetes.io/node-selector"]'],
    ],
    [
      'nothing: a lower quota',
      {
        patches: [
          {
            name: 'a',
            kind: 'ResourceQuota',
            object: 'groundwork-quota',
            patch: [
              { op: 'replace', path: '/spec/hard/requests.cpu', value: '500m' },
            ],
          },
        ],
      },
      [],
    ],
    [
      'nothing: a policy that closes',
      {
        objects: [
          {
            name: 'a',
            object: {
              apiVersion: 'networking.k8s.io/v1',
              kind: 'NetworkPolicy',
              metadata: { name: 'shut' },
              spec: { podSelector: {}, policyTypes: ['Ingress'] },
            },
          },
        ],
      },
      [],
    ],
    [
      'nothing: a narrower role',
      {
        patches: [
          {
            name: 'a',
            kind: 'Role',
            object: 'groundwork-viewer',
            patch: [{ op: 'remove', path: '/rules/0' }],
          },
        ],
      },
      [],
    ],
  ])('say that they weaken a guard rail: %s', (_, manifests, fields) => {
    const { said } = rendered(manifests);

    expect(said.map(text => text.split(': ')[0])).toEqual(
      fields.map(field => `GuardRailWeakened ${field}`),
    );
  });
});
