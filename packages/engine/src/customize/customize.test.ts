import fc from 'fast-check';
import { parsePlatform, PlatformError, PlatformInput } from '../platform';
import { validate, schemaSet } from '../validate';
import { bundledSchemas } from '../validate/bundled';
import { render, RenderOptions } from '../render/render';
import { renderAll } from '../render/renderAll';
import { RequestError } from '../request';
import { parsedTenant, platformWith } from '../testing/renderTenant';
import { ofEntry } from './ofEntry';

type Manifests = PlatformInput['manifests'];

function rendered(
  manifests: Manifests,
  spec: Parameters<typeof parsedTenant>[0] = {},
  options: RenderOptions = {},
) {
  const platform = parsePlatform(platformWith({}, { manifests }));
  const { files, findings } = render(parsedTenant(spec), platform, options);
  const objects = files.flatMap(file => file.objects);
  return {
    platform,
    files,
    objects,
    said: findings.map(
      ({ code, field, message }) => `${code} ${field}: ${message}`,
    ),
    find: (kind: string, name?: string) =>
      objects.filter(
        object =>
          object.kind === kind && (!name || object.metadata.name === name),
      ),
    kustomization: files.find(
      ({ path }) => path === 'platform/dev/payments/cluster/kustomization.yaml',
    )?.content,
  };
}

function refusedConfig(manifests: unknown): string {
  try {
    parsePlatform(platformWith({}, { manifests: manifests as Manifests }));
  } catch (error) {
    if (error instanceof PlatformError) {
      return error.findings
        .map(({ code, field, message }) => `${code} ${field} ${message}`)
        .join('\n');
    }
    throw error;
  }
  throw new Error('The configuration was taken, and should have been refused.');
}

function refusedRender(manifests: Manifests): string {
  try {
    rendered(manifests);
  } catch (error) {
    if (error instanceof RequestError) {
      return error.findings
        .map(
          ({ code, field, message, fixableBy }) =>
            `${code} ${field} ${fixableBy} ${message}`,
        )
        .join('\n');
    }
    throw error;
  }
  throw new Error('It was rendered, and should have been refused.');
}

/** Whether it is rendered or refused, and does not break. */
function ended(manifests: Manifests): boolean {
  try {
    rendered(manifests);
    return true;
  } catch (error) {
    return error instanceof RequestError || error instanceof PlatformError;
  }
}

/** The three examples of docs/extend.md. */
const monitoring: Manifests = {
  metadata: [
    {
      name: 'monitoring',
      kinds: [{ kind: 'Namespace' }],
      labels: { 'monitoring.acme.example/team': '${{ tenant.ownerName }}' },
    },
  ],
};
const imagePull: Manifests = {
  objects: [
    {
      name: 'registry',
      object: {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'acme-registry' },
        spec: {
          secretStoreRef: { kind: 'SecretStore', name: 'vault' },
          target: {
            template: { type: 'kubernetes.io/dockerconfigjson' },
          },
          data: [
            {
              secretKey: '.dockerconfigjson',
              remoteRef: { key: '${{ tenant.name }}/registry' },
            },
          ],
        },
      },
    },
  ],
  patches: [
    {
      name: 'registry',
      kind: 'ServiceAccount',
      object: 'default',
      patch: [
        {
          op: 'add',
          path: '/imagePullSecrets',
          value: [{ name: 'acme-registry' }],
        },
      ],
    },
  ],
};
const ownKind: Manifests = {
  objects: [
    {
      name: 'budget',
      tiers: ['small'],
      object: {
        apiVersion: 'costs.acme.example/v1',
        kind: 'Budget',
        metadata: { name: '${{ tenant.name }}-${{ environment.name }}' },
        spec: {
          owner: '${{ tenant.owner }}',
          namespace: '${{ namespace }}',
          tier: '${{ tier }}',
        },
      },
    },
  ],
};

describe("the platform's own additions", () => {
  it('change nothing where there are none', () => {
    const plain = render(parsedTenant(), parsePlatform(platformWith()));

    expect(rendered(undefined).files).toEqual(plain.files);
    expect(rendered({ metadata: [], objects: [], patches: [] }).files).toEqual(
      plain.files,
    );
  });

  it('label what a monitoring stack selects by', () => {
    const { find, said } = rendered(monitoring);

    expect(find('Namespace')[0].metadata.labels).toMatchObject({
      'monitoring.acme.example/team': 'payments',
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(find('NetworkPolicy')[0].metadata.labels).not.toHaveProperty([
      'monitoring.acme.example/team',
    ]);
    expect(said).toEqual([]);
  });

  it('let all pods pull images with a secret of the platform', () => {
    const { find, said, kustomization, objects, files } = rendered(imagePull);

    const [secret] = find('ExternalSecret', 'acme-registry');
    expect(secret).toMatchObject({
      metadata: {
        namespace: 'payments',
        labels: { 'tenancy.groundwork.dev/layer': 'platform' },
        annotations: { 'tenancy.groundwork.dev/manifests': 'registry' },
      },
      spec: { data: [{ remoteRef: { key: 'payments/registry' } }] },
    });
    expect(find('ServiceAccount', 'default')[0]).toMatchObject({
      imagePullSecrets: [{ name: 'acme-registry' }],
      automountServiceAccountToken: false,
    });
    expect(find('ServiceAccount', 'groundwork-deployer')[0]).not.toHaveProperty(
      'imagePullSecrets',
    );
    expect(kustomization).toContain('- extra-registry.yaml');
    expect(
      files.find(({ path }) => path.endsWith('/extra-registry.yaml'))?.content,
    ).toMatch(
      /^# Code generated by groundwork from platform\/tenants\/payments.yaml/,
    );
    expect(said).toEqual([]);
    expect(
      validate(objects, schemaSet({ bundled: bundledSchemas() })).filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
  });

  it('give each tenant an object of a kind that Groundwork does not know', () => {
    const { find, said } = rendered(ownKind);

    expect(find('Budget')).toMatchObject([
      {
        metadata: { name: 'payments-dev', namespace: 'payments' },
        spec: {
          owner: 'group:default/payments',
          namespace: 'payments',
          tier: 'small',
        },
      },
    ]);
    expect(said).toEqual([]);
  });

  it('hold for the tiers, environments and tenants that they name', () => {
    const [object] = ownKind?.objects ?? [];
    const both = { environments: ['dev', 'prod'] };

    expect(
      rendered({ objects: [{ ...object, environments: ['prod'] }] }).find(
        'Budget',
      ),
    ).toEqual([]);
    expect(
      rendered({ objects: [{ ...object, environments: ['prod'] }] }, both).find(
        'Budget',
      ),
    ).toHaveLength(1);
    expect(rendered({ objects: [object] }, both).find('Budget')).toHaveLength(
      2,
    );
    expect(
      rendered({ objects: [{ ...object, tenants: ['other'] }] }).find('Budget'),
    ).toEqual([]);
  });

  it('never make structure of what a placeholder stands for', () => {
    const { find } = rendered({
      objects: [
        {
          name: 'a',
          object: {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'a' },
            data: { a: '{"x": "${{ tenant.owner }}"}\n- ${{tenant.name}}' },
          },
        },
      ],
    });

    expect(find('ConfigMap')[0].data).toEqual({
      a: '{"x": "group:default/payments"}\n- payments',
    });
  });

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

  it('take no other tenant with them where they do not fit one', () => {
    const platform = parsePlatform(
      platformWith(
        {},
        {
          manifests: {
            patches: [
              {
                name: 'odd',
                tenants: ['payments'],
                kind: 'Namespace',
                patch: [{ op: 'remove', path: '/none' }],
              },
            ],
          },
        },
      ),
    );
    const { files, findings } = renderAll(
      [parsedTenant({}, 'payments'), parsedTenant({}, 'web')],
      platform,
    );

    expect(
      findings.map(({ code, subject }) => `${code} ${subject.name}`),
    ).toEqual(['ManifestNotApplied payments']);
    expect(files.some(({ path }) => path.startsWith('platform/dev/web/'))).toBe(
      true,
    );
    expect(
      files.some(({ path }) => path.startsWith('platform/dev/payments/')),
    ).toBe(false);
  });

  it('name their entry where an API server would refuse what they make', () => {
    const { objects, platform } = rendered({
      patches: [
        {
          name: 'typo',
          kind: 'ServiceAccount',
          object: 'default',
          patch: [{ op: 'add', path: '/imagePullSecret', value: 'x' }],
        },
      ],
    });
    const schemas = schemaSet({ bundled: bundledSchemas() });
    const findings = objects.flatMap(object =>
      validate([object], schemas).map(finding =>
        ofEntry(finding, object, platform),
      ),
    );

    expect(
      findings.filter(({ severity }) => severity === 'error'),
    ).toMatchObject([
      {
        field: 'imagePullSecret',
        fixableBy: 'platform',
        fix: expect.stringContaining('typo'),
      },
    ]);
  });

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

  it('go with their entry', () => {
    const before = rendered(ownKind).files.map(({ path }) => path);
    const after = rendered({}).files.map(({ path }) => path);

    expect(before.filter(path => !after.includes(path))).toEqual([
      'platform/dev/payments/cluster/extra-budget.yaml',
    ]);
    expect(rendered({}).kustomization).not.toContain('extra-');
    expect(
      rendered(
        ownKind,
        { state: 'removed' },
        { previous: parsedTenant({ state: 'draining' }) },
      ).find('Budget'),
    ).toEqual([]);
  });

  it('end in a rendering or in findings, whatever patch they hold', () => {
    const pointer = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'spec',
            'metadata',
            'labels',
            'hard',
            'rules',
            '-',
            '0',
            '__proto__',
            'constructor',
          ),
          fc.string(),
        ),
        { maxLength: 4 },
      )
      .map(steps => steps.map(step => `/${step}`).join(''));
    const operation = fc.oneof(
      fc.record({
        op: fc.constantFrom(
          'add' as const,
          'replace' as const,
          'test' as const,
        ),
        path: pointer,
        value: fc.jsonValue(),
      }),
      fc.record({ op: fc.constant('remove' as const), path: pointer }),
      fc.record({
        op: fc.constantFrom('move' as const, 'copy' as const),
        from: pointer,
        path: pointer,
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Namespace',
          'ResourceQuota',
          'Role',
          'NetworkPolicy',
          'AppProject',
        ),
        fc.array(operation, { minLength: 1, maxLength: 3 }),
        (kind, patch) => {
          expect(ended({ patches: [{ name: 'any', kind, patch }] })).toBe(true);
          expect(Object.keys(Object.prototype)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
