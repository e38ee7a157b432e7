import { renderPlatform } from '../guardrails/renderPlatform';
import { KubernetesObject } from '../model';
import { fieldsOf } from '../model/fields';
import { parsePlatform, PlatformInput } from '../platform';
import { PlatformError } from '../platform/PlatformError';
import { renderAll } from '../render/renderAll';
import { parseRequest, parseRequestText } from '../parse/parseRequest';
import { defaultLayout, isRequestPath } from '../request';
import { platformWith, tenantObjects } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils';
import { schemaSet } from '../validate';
import { readDefinitions } from '../validate/schema/definition';
import { adopt } from './adopt';
import type { AdoptOptions, OwnerRule } from './Adoption';

const owner = 'group:default/payments';

const object = (
  kind: string,
  name: string,
  rest: Record<string, unknown> = {},
  namespace: string | undefined = 'pay-old',
): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, ...(kind === 'Namespace' ? {} : { namespace }) },
  ...rest,
});

const adopted = (
  objects: readonly KubernetesObject[],
  more: Partial<AdoptOptions> & { input?: Partial<PlatformInput> } = {},
) => {
  const { input, ...options } = more;
  return adopt({
    platform: parsePlatform({ ...smallPlatform(), ...input }),
    rules: [{ namespace: 'pay-old', owner, tenant: 'payments' }],
    objects: objects.map(each => ({ object: each, cluster: 'spoke-dev' })),
    ...options,
  });
};

const fates = ({ objects }: ReturnType<typeof adopt>) =>
  Object.fromEntries(
    objects.map(({ kind, name, fate }) => [`${kind} ${name}`, fate]),
  );

describe('adopting a namespace with a name of its own', () => {
  const namespace = object('Namespace', 'pay-old');

  it('tells the name that the platform has to know, and renders into it', () => {
    const { existing, tenants, objects } = adopted([namespace]);
    expect(existing).toEqual([
      { tenant: 'payments', environment: 'dev', namespace: 'pay-old' },
    ]);
    expect(tenants[0]).toMatchObject({ tenant: 'payments', owner });
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
    const { existing, tenants } = adopted([namespace], {
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
      spec: { owner, environments: ['dev'], tier: 'small' },
    });
    expect(
      renderAll([shop], platform).findings.map(({ code }) => code),
    ).toContain('NameClash');
  });

  it('makes a further namespace of a tenant a tenant of its own', () => {
    const { tenants } = adopted([namespace, object('Namespace', 'pay-batch')], {
      rules: [{ namespace: 'pay-*', owner, tenant: 'payments' }],
    });
    expect(tenants.map(({ tenant }) => tenant)).toEqual([
      'pay-batch',
      'payments',
    ]);
  });
});

describe('a tenant that is reported only', () => {
  it('lets Pod Security admit all, and tell of what it would not', () => {
    const { find } = tenantObjects(
      {},
      platformWith({}, { reportOnly: ['payments'] }),
    );
    expect(find('Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  const input = { reportOnly: ['payments'] };
  const objects = [object('Namespace', 'pay-old')];

  it('gets nothing that would hold what it runs', () => {
    const { objects: told } = adopted(objects, { input });
    const kinds = new Set(told.map(({ kind }) => kind));
    expect(kinds).toContain('AppProject');
    expect(kinds).not.toContain('NetworkPolicy');
    expect(kinds).not.toContain('ResourceQuota');
    expect(kinds).not.toContain('LimitRange');
  });

  it('is warned by the guard rails that hold others', () => {
    const bindings = renderPlatform(
      parsePlatform({ ...smallPlatform(), ...input }),
    )
      .files.flatMap(file => file.objects)
      .filter(
        ({ kind, metadata }) =>
          kind === 'ValidatingAdmissionPolicyBinding' &&
          metadata.name.startsWith('groundwork-dev-route-hostnames'),
      );
    const selecting = (operator: string) => ({
      matchResources: {
        namespaceSelector: {
          matchExpressions: [
            {
              key: 'tenancy.groundwork.dev/tenant',
              operator,
              values: ['payments'],
            },
          ],
        },
      },
    });
    expect(bindings.map(({ spec }) => spec)).toEqual([
      {
        policyName: 'groundwork-dev-route-hostnames',
        validationActions: ['Deny'],
        ...selecting('NotIn'),
      },
      {
        policyName: 'groundwork-dev-route-hostnames',
        validationActions: ['Warn', 'Audit'],
        ...selecting('In'),
      },
    ]);
  });
});

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

  it('follows a new image, and keeps what people wrote into the request', () => {
    const first = adopt({ platform, rules, objects: live });
    const present = first.files
      .filter(({ path }) => isRequestPath(path, defaultLayout))
      .map(({ content }) =>
        parseRequestText(
          content.replace("description: ''", 'description: Pays'),
        ),
      );
    const next = live.map(each => ({
      ...each,
      object: JSON.parse(
        JSON.stringify(each.object).replace('/web:1', '/web:2'),
      ),
    }));
    const second = adopt({ platform, rules, objects: next, present });
    const differs = second.files.filter(
      file =>
        !first.files.some(
          ({ path, content }) => path === file.path && content === file.content,
        ),
    );
    expect(differs.map(({ path }) => path)).toEqual([
      'tenants/pay/requests/workload-web.yaml',
    ]);
    expect(differs[0].content).toContain('web:2');
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

  it('tells credentials by name and value, and not what only sounds so', () => {
    const config = (data: Record<string, string>) =>
      adopted([
        object('Namespace', 'pay-old'),
        object('ConfigMap', 'c', { data }),
      ]).credentials.map(({ field }) => field);
    expect(
      config({
        DB_PASSWORD: 'hunter22',
        URL: 'postgres://app:hunter22@db/x',
        TOKEN_URL: 'https://login.example.com/token',
        SECRET_NAME: 'login',
        PASSWORD_FILE: '/run/secrets/password',
        AUTH_TOKEN: '$(TOKEN)',
        USE_TOKEN: 'true',
      }),
    ).toEqual(['data[DB_PASSWORD]', 'data[URL]']);
    expect(
      fates(
        adopted([
          object('Namespace', 'pay-old'),
          object('ConfigMap', 'c', { data: { API_KEY: 'k-123' } }),
        ]),
      )['ConfigMap c'],
    ).toBe('listed');
  });
});
