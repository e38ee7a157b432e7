import {
  driftOf,
  editedWeb,
  managed,
  outOfSync,
  syncedApplication,
  webYaml,
} from '../../testing/driftWorld';
import { deployment, older, revision } from '../../testing/syncWorld';
import { driftSummary } from './environmentDrift';

const web = { 'web.yaml': webYaml(3) };
const differing = [outOfSync()];

describe('what drift does not tell', () => {
  it('reads no Secret, and says of which kinds it knows nothing', () => {
    const { objects } = driftOf({
      newest: {
        'all.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { word: canary }\n---\napiVersion: example.com/v1\nkind: Widget\nmetadata: { name: big }\n`,
      },
      live: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'db', namespace: 'pay' },
          data: { word: 'Y2FuYXJ5Mg==' },
        },
      ],
    });
    expect(objects.map(({ notCompared }) => notCompared[0].why)).toEqual([
      'Secrets are never read',
      'objects of kind Widget are not read here',
    ]);
    expect(JSON.stringify(objects)).not.toContain('canary');
  });

  it("never looks into other teams' namespaces, whatever a manifest says", () => {
    const foreign = (metadata: object) => ({
      ...deployment('web', { spec: { replicas: 41 } }),
      metadata: { name: 'web', ...metadata },
    });
    const { objects, compared } = driftOf({
      newest: {
        'web.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { replicas: 0 }\n`,
        'ns.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { a: b } }\n`,
      },
      live: [
        foreign({ namespace: 'shop' }),
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'shop', labels: { a: '41' } },
        },
      ],
    });
    expect(compared).toBe(0);
    expect(objects.map(({ notCompared }) => notCompared)).toEqual([
      [{ why: "its namespace is not known to be this tenant's" }],
      [{ why: 'it belongs to no namespace of this tenant' }],
    ]);
    expect(JSON.stringify(objects)).not.toContain('41');
  });

  it('takes no object of others where neither manifest nor Application names a namespace', () => {
    const { objects } = driftOf({
      app: syncedApplication([], {
        spec: { destination: { name: 'spoke-dev' } },
      }),
      newest: web,
      live: [
        {
          ...deployment('web', { spec: { replicas: 41 } }),
          metadata: { name: 'web', namespace: 'shop' },
        },
      ],
    });
    expect(objects.map(({ state }) => state)).toEqual(['notCompared']);
  });

  it('is not known where a kind cannot be read', () => {
    const { objects } = driftOf({
      newest: web,
      live: [],
      unknowns: [
        {
          cluster: 'spoke',
          group: 'apps',
          kind: 'Deployment',
          unknown: 'forbidden',
        },
      ],
    });
    expect(objects).toEqual([
      expect.objectContaining({
        state: 'notCompared',
        notCompared: [{ why: 'cluster spoke does not allow us to read it' }],
      }),
    ]);
  });

  it.each([
    [
      'a chart',
      { source: { repoURL: 'https://charts.example.com', chart: 'web' } },
      /Helm chart/,
    ],
    [
      "another tenant's folder",
      {
        source: {
          repoURL: 'https://git.example.com/estate.git',
          path: 'tenants/pay/dev/../../shop/dev',
          targetRevision: 'main',
        },
      },
      /not one of this tenant's own/,
    ],
    [
      'a folder whose name begins alike',
      {
        source: {
          repoURL: 'https://git.example.com/estate.git',
          path: 'tenants/payroll/dev',
          targetRevision: 'main',
        },
      },
      /not one of this tenant's own/,
    ],
    ['several sources', { sources: [{}, {}] }, /several sources/],
  ])('says why an Application is not compared: %s', (_, spec, why) => {
    const { applications, objects } = driftOf({
      app: syncedApplication([], { spec }),
      newest: web,
      live: [],
    });
    expect(objects).toEqual([]);
    expect(applications).toEqual([
      expect.objectContaining({ why: expect.stringMatching(why) }),
    ]);
  });

  it('takes a success of some objects for no deployment of the commit', () => {
    const app = syncedApplication(
      [],
      {},
      {
        history: [
          { id: 1, revision: older, deployedAt: '2026-01-01T09:00:00Z' },
        ],
        operationState: {
          phase: 'Succeeded',
          operation: {
            sync: { resources: [{ kind: 'Deployment', name: 'web' }] },
          },
          syncResult: { revision },
        },
      },
    );
    // What was deployed as a whole is the older commit; the test's Git gives it for `deployed`.
    const { objects } = driftOf({
      app,
      newest: { 'web.yaml': webYaml(4) },
      deployed: web,
      live: [deployment('web', { spec: { replicas: 3 } })],
    });
    expect(objects[0].state).toBe('notDeployed');
  });

  it('counts in short, with the first fields of what drifted', () => {
    const summary = driftSummary(
      driftOf({
        app: syncedApplication(differing),
        newest: {
          ...web,
          'secret.yaml':
            'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n',
        },
        live: [editedWeb()],
      }),
    );
    expect(summary).toMatchObject({
      drifted: 1,
      notDeployed: 0,
      notCompared: 1,
      first: [{ ref: { name: 'web' }, fields: [{ path: 'spec.replicas' }] }],
    });
  });

  it('hides what may be a secret, and shows long values cut', () => {
    const yaml = (value: string) =>
      `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: web:1
          args: ["--password=${value}"]
          env:
            - { name: DB_PASSWORD, value: ${value} }
            - { name: DB_URL, value: "postgres://app:${value}@db/app" }
            - { name: MODE, value: ${'x'.repeat(300)}${value} }
`;
    const container = (value: string) => ({
      name: 'web',
      image: 'web:1',
      args: [`--password=${value}`],
      env: [
        { name: 'MODE', value: 'fast\u202e' },
        { name: 'DB_URL', value: `postgres://app:${value}@db/app` },
        { name: 'DB_PASSWORD', value },
      ],
    });
    const { objects } = driftOf({
      app: syncedApplication(differing),
      newest: { 'web.yaml': yaml('canary1') },
      live: [
        managed(
          deployment('web', {
            spec: {
              template: { spec: { containers: [container('canary2')] } },
            },
          }),
          [],
        ),
      ],
    });
    const { fields } = objects[0];
    expect(fields.map(({ path, cluster }) => [path, cluster])).toEqual([
      ['spec.template.spec.containers[name=web].args', { hidden: true }],
      [
        'spec.template.spec.containers[name=web].env[name=DB_PASSWORD].value',
        { hidden: true },
      ],
      [
        'spec.template.spec.containers[name=web].env[name=DB_URL].value',
        { hidden: true },
      ],
      [
        'spec.template.spec.containers[name=web].env[name=MODE].value',
        { text: 'fast' },
      ],
    ]);
    expect(JSON.stringify(objects)).not.toContain('canary');
  });
});
