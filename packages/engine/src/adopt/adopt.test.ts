import type { KubernetesObject } from '../model';
import { fieldsOf } from '../model/fields';
import { parsePlatform } from '../platform';
import { parseRequest } from '../parse/parseRequest';
import { renderAll } from '../render/renderAll';
import { adoptedOwner as owner } from '../testing/adoptedObjects';
import { smallPlatform } from '../testUtils';
import { schemaSet } from '../validate';
import { readDefinitions } from '../validate/schema/definition';
import { adopt } from './adopt';
import type { OwnerRule } from './Adoption';

describe('what is adopted from a live cluster', () => {
  const platform = parsePlatform(smallPlatform());
  const requests = [
    parseRequest({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Tenant',
      metadata: { name: 'pay' },
      spec: { owner, environments: ['dev'], tier: 'small' },
    }),
    parseRequest({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Workload',
      metadata: { name: 'web', tenant: 'pay' },
      spec: {
        image: 'registry.example.com/web:1',
        ports: [{ name: 'http', port: 8080 }],
        probes: { liveness: { http: { path: '/', port: 'http' } } },
      },
    }),
  ];
  const rules: OwnerRule[] = [{ namespace: 'pay', owner }];
  const live = renderAll(requests, platform).files.flatMap(
    ({ target, objects }) =>
      target
        ? objects.map(each => ({
            cluster: target.cluster,
            object: served(each),
          }))
        : [],
  );

  /** As an API server holds it: with its defaults, its own metadata and a status. */
  function served(written: KubernetesObject): KubernetesObject {
    const copy = JSON.parse(JSON.stringify(written));
    Object.assign(copy.metadata, {
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      managedFields: [{ manager: 'argocd-controller' }],
    });
    copy.status = { phase: 'Active' };
    if (copy.kind === 'Deployment') {
      copy.spec.progressDeadlineSeconds = 600;
      const pod = copy.spec.template.spec;
      pod.dnsPolicy = 'ClusterFirst';
      pod.restartPolicy = 'Always';
      pod.schedulerName = 'default-scheduler';
      pod.serviceAccount = pod.serviceAccountName;
      const [container] = pod.containers;
      container.terminationMessagePath = '/dev/termination-log';
      container.terminationMessagePolicy = 'File';
      Object.assign(container.livenessProbe, {
        periodSeconds: 10,
        timeoutSeconds: 1,
        successThreshold: 1,
        failureThreshold: 3,
      });
    }
    if (copy.kind === 'Service') {
      Object.assign(copy.spec, {
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        internalTrafficPolicy: 'Cluster',
        sessionAffinity: 'None',
      });
    }
    if (copy.kind === 'Namespace') {
      copy.metadata.labels['kubernetes.io/metadata.name'] = 'pay';
      copy.spec = { finalizers: ['kubernetes'] };
    }
    return copy;
  }

  it('is the same but for what servers fill in', () => {
    const adoption = adopt({ platform, rules, objects: live });
    expect(adoption.objects.filter(({ fate }) => fate !== 'same')).toEqual([]);
    expect(adoption.tenants[0].requests).toEqual([
      'platform/tenants/pay.yaml',
      'tenants/pay/requests/workload-web.yaml',
    ]);
  });

  it('leaves out what no request may say, and adopts the rest of the tenant', () => {
    const odd = live.map(each =>
      each.object.kind === 'AppProject'
        ? {
            ...each,
            object: {
              ...each.object,
              spec: {
                ...fieldsOf(each.object.spec),
                sourceRepos: [
                  'git@git.example.com:a/b.git',
                  'https://git.example.com/a/b.git',
                  'http://git.example.com/a/c.git',
                ],
                syncWindows: [{ kind: 'deny', schedule: 'never', duration: 3 }],
              },
            },
          }
        : each,
    );
    const { tenants, files } = adopt({ platform, rules, objects: odd });
    const [{ refused, left, grants }] = tenants;
    expect(refused).toBeUndefined();
    expect(left).toEqual([
      expect.stringMatching(/^repositories\[2\]: .*http:/),
      expect.stringMatching(/^syncWindows\[0\]/),
    ]);
    expect(grants).toEqual([
      'repositories: git@git.example.com:a/b.git, https://git.example.com/a/b.git',
    ]);
    expect(files.map(({ path }) => path)).toContain(
      'platform/tenants/pay.yaml',
    );
  });

  it('is the same where the definition of its kind filled in more', () => {
    const project = live.find(({ object: { kind } }) => kind === 'AppProject');
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'appprojects.argoproj.io' },
      spec: {
        group: 'argoproj.io',
        scope: 'Namespaced',
        names: { kind: 'AppProject', plural: 'appprojects' },
        versions: [
          {
            name: 'v1alpha1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                    properties: { mode: { type: 'string', default: 'Strict' } },
                  },
                },
              },
            },
          },
        ],
      },
    };
    const filled = live.map(each =>
      each === project
        ? {
            ...each,
            object: {
              ...each.object,
              spec: { ...fieldsOf(each.object.spec), mode: 'Strict' },
            },
          }
        : each,
    );
    const fate = (definitions: KubernetesObject[]) =>
      adopt({
        platform,
        rules,
        objects: filled,
        schemasOf: cluster =>
          schemaSet({ cluster, definitions: readDefinitions(definitions) }),
      }).objects.find(({ kind }) => kind === 'AppProject')?.fate;
    expect(fate([])).toBe('changed');
    expect(fate([definition])).toBe('same');
  });

  it('differs where somebody changed it', () => {
    const changed = live.map(each =>
      each.object.kind === 'ServiceAccount' &&
      each.object.metadata.name === 'default'
        ? {
            ...each,
            object: { ...each.object, automountServiceAccountToken: undefined },
          }
        : each,
    );
    const adoption = adopt({ platform, rules, objects: changed });
    expect(
      adoption.objects.find(({ fate }) => fate === 'changed'),
    ).toMatchObject({
      kind: 'ServiceAccount',
      differences: [
        { path: 'automountServiceAccountToken', rendered: 'false' },
      ],
    });
  });

  it.each([
    ['null', null],
    ['a text', 'x'],
    ['lists', [[]]],
    ['nothing', undefined],
  ])('takes objects whose spec is %s for what they are', (_, spec) => {
    const kinds = ['Deployment', 'HTTPRoute', 'ScaledObject', 'ExternalSecret'];
    const groups = [
      'apps/v1',
      'gateway.networking.k8s.io/v1',
      'keda.sh/v1alpha1',
      'external-secrets.io/v1',
    ];
    const broken = kinds.map((kind, i) => ({
      cluster: 'spoke-dev',
      object: {
        apiVersion: groups[i],
        kind,
        metadata: { name: 'x', namespace: 'pay' },
        spec,
      },
    }));
    const { objects } = adopt({
      platform,
      rules,
      objects: [...live, ...broken],
    });
    expect(
      objects.filter(({ name }) => name === 'x').map(({ fate }) => fate),
    ).toEqual(expect.arrayContaining(['listed']));
  });

  it('lists what is too large to be applied', () => {
    const { objects } = adopt({
      platform,
      rules,
      objects: [
        ...live,
        {
          cluster: 'spoke-dev',
          object: {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'big', namespace: 'pay' },
            data: { text: 'lorem ipsum '.repeat(30_000) },
          },
        },
      ],
    });
    expect(objects.find(({ name }) => name === 'big')).toMatchObject({
      fate: 'listed',
      why: expect.stringContaining('256 KiB'),
    });
  });

  it('tells labels of the namespace that would go', () => {
    const labelled = live.map(each =>
      each.object.kind === 'Namespace'
        ? {
            ...each,
            object: {
              ...each.object,
              metadata: {
                ...each.object.metadata,
                labels: {
                  ...each.object.metadata.labels,
                  component: 'ingress-controllers',
                  'db-password': 'correct-horse',
                },
              },
            },
          }
        : each,
    );
    const { tenants } = adopt({ platform, rules, objects: labelled });
    expect(tenants[0].grants).toEqual([
      expect.stringMatching(
        /dev component=ingress-controllers, dev db-password=\(not shown\)$/,
      ),
    ]);
  });

  it('takes the tier that gives least, in whatever order they are configured', () => {
    const { tiers } = smallPlatform();
    const { small } = tiers;
    const large = {
      ...small,
      quota: { ...small.quota, pods: 300 },
    };
    const quota = (pods: string) => ({
      cluster: 'spoke-dev',
      object: {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'own', namespace: 'old' },
        spec: { hard: { pods } },
      },
    });
    const tier = (pods: string) =>
      adopt({
        platform: parsePlatform({
          ...smallPlatform(),
          tiers: { large, small },
        }),
        rules: [{ namespace: 'old', owner }],
        objects: [quota(pods)],
      }).tenants[0].tier;
    expect(tier('30')).toBe('small');
    expect(tier('31')).toBe('large');
  });
});
