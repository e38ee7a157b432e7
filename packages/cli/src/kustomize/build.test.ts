import { posix } from 'node:path';
import { buildTexts as built } from '../testing/buildTexts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1
          envFrom: [{configMapRef: {name: settings}}]
          ports: [{containerPort: 80}, {containerPort: 53, protocol: UDP}]
        - {name: helper, image: helper}
      volumes: [{name: keys, secret: {secretName: keys}}]
`;

describe('a Kustomization builds', () => {
  it.each(['\\x7f', '\\x80', '\\ufffe'])(
    'to nothing with a character that Kustomize refuses to write: %s',
    text => {
      const { objects, problems } = built({
        'app/kustomization.yaml': 'resources: [c.yaml]\n',
        'app/c.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: "x${text}"\n`,
      });
      expect(objects).toEqual([]);
      expect(problems).toEqual([
        expect.stringMatching(/^BuildFailed app\/c.yaml:1.*data\.a/),
      ]);
    },
  );

  it('with names, hashes and what refers to them', () => {
    const { objects, problems } = built({
      'app/kustomization.yaml': `resources: [d.yaml]
namePrefix: a-
nameSuffix: -z
namespace: pay
configMapGenerator:
  - {name: settings, literals: [A=1, 'B="two"'], envs: [e.env]}
secretGenerator:
  - {name: keys, files: [k=key.txt], options: {disableNameSuffixHash: true}}
`,
      'app/d.yaml': deployment,
      'app/e.env': '# none\nC=3\n',
      'app/key.txt': 'hello',
    });
    expect(problems).toEqual([]);
    const [web, settings, keys] = objects;
    expect(web).toMatchObject({
      metadata: { name: 'a-web-z', namespace: 'pay' },
      spec: {
        template: {
          spec: {
            containers: [
              {
                envFrom: [
                  { configMapRef: { name: 'a-settings-z-6m98kf24cm' } },
                ],
              },
              {},
            ],
            volumes: [{ secret: { secretName: 'a-keys-z' } }],
          },
        },
      },
    });
    expect(settings).toMatchObject({
      metadata: { name: 'a-settings-z-6m98kf24cm', namespace: 'pay' },
      data: { A: '1', B: 'two', C: '3' },
    });
    expect(keys).toMatchObject({ type: 'Opaque', data: { k: 'aGVsbG8=' } });
  });

  it('bases, components and patches in their order', () => {
    const { objects, problems } = built({
      'base/kustomization.yaml':
        'resources: [d.yaml]\ncommonLabels: {team: pay}\n',
      'base/d.yaml': deployment,
      'part/kustomization.yaml':
        "kind: Component\npatches:\n  - target: {kind: Dep.*}\n    patch: '[{op: add, path: /spec/replicas, value: 2}]'\n",
      'app/kustomization.yaml': `resources: [../base]
components: [../part]
replicas: [{name: web, count: 5}]
images: [{name: registry.example.com/web, newTag: "2"}, {name: helper, digest: sha256:aa}]
patches: [{path: p.yaml}]
labels: [{pairs: {tier: one}, includeTemplates: true}]
`,
      'app/p.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - {name: helper, $patch: delete}
        - name: web
          ports: [{containerPort: 80, name: http}]
          env: [{name: X, value: z}]
      volumes: null
`,
    });
    expect(problems).toEqual([]);
    expect(objects).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', labels: { team: 'pay', tier: 'one' } },
        spec: {
          replicas: 5,
          selector: { matchLabels: { app: 'web', team: 'pay' } },
          template: {
            metadata: { labels: { app: 'web', team: 'pay', tier: 'one' } },
            spec: {
              containers: [
                {
                  name: 'web',
                  image: 'registry.example.com/web:2',
                  envFrom: [{ configMapRef: { name: 'settings' } }],
                  env: [{ name: 'X', value: 'z' }],
                  ports: [
                    { containerPort: 80, name: 'http' },
                    { containerPort: 53, protocol: 'UDP' },
                  ],
                },
              ],
            },
          },
        },
      },
    ]);
  });

  it('replacements, and a generated map that an overlay merges', () => {
    const { objects } = built({
      'base/kustomization.yaml':
        'configMapGenerator: [{name: s, literals: [a=1, b=2]}]\nresources: [d.yaml]\n',
      'base/d.yaml': deployment,
      'app/kustomization.yaml': `resources: [../base]
generatorOptions: {disableNameSuffixHash: true}
configMapGenerator: [{name: s, behavior: merge, literals: [b=3]}]
replacements:
  - source: {kind: ConfigMap, name: s, fieldPath: data.b}
    targets:
      - select: {kind: Deployment}
        fieldPaths: ['spec.template.spec.containers.[name=web].image']
        options: {delimiter: ":", index: 1}
`,
    });
    expect(objects).toMatchObject([
      {
        spec: {
          template: {
            spec: {
              containers: [{ image: 'registry.example.com/web:3' }, {}],
            },
          },
        },
      },
      { metadata: { name: 's' }, data: { a: '1', b: '3' } },
    ]);
  });

  it('less what is local, and each object once', () => {
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a';
    const local = `${map}, annotations: {config.kubernetes.io/local-config: "true"}}\n`;
    expect(
      built({
        'app/kustomization.yaml': 'resources: [a.yaml]\n',
        'app/a.yaml': local,
      }).objects,
    ).toEqual([]);
    expect(
      built({
        'app/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n',
        'app/a.yaml': `${map}}\n`,
        'app/b.yaml': `${map}, namespace: default}\n`,
      }),
    ).toEqual({
      objects: [],
      problems: [
        expect.stringContaining('BuildFailed app/kustomization.yaml:1'),
      ],
    });
  });

  it.each([
    [
      'a patch for nothing',
      'patches: [{patch: "{apiVersion: v1, kind: Pod, metadata: {name: a}}"}]\n',
    ],
    [
      'a JSON patch without a target',
      'patches: [{patch: "[{op: add, path: /a, value: 1}]"}]\n',
    ],
    ['a patch of two kinds', 'patches: [{path: none.yaml}]\n'],
    ['replicas of nothing', 'replicas: [{name: a, count: 1}]\n'],
    [
      'a generator that merges with nothing',
      'configMapGenerator: [{name: a, behavior: merge}]\n',
    ],
    [
      'a generator of files that are not there',
      'configMapGenerator: [{name: a, files: [x]}]\n',
    ],
    ['resources that are no list', 'resources: {a: b}\n'],
    ['a Component as a resource', 'resources: [../part]\n'],
  ])('not at all with %s', (_title, text) => {
    const { problems } = built({
      'app/kustomization.yaml': text,
      'part/kustomization.yaml': 'kind: Component\n',
    });
    expect(problems).toEqual([expect.stringMatching(/^BuildFailed /)]);
  });

  it.each([
    [
      'patches that lie elsewhere',
      'patches: [{path: "https://git.example.com/a/patch.yaml"}]\n',
    ],
    [
      'replacements that lie elsewhere',
      'replacements: [{path: "https://git.example.com/a/r.yaml"}]\n',
    ],
  ])('the rest, with %s', (_title, text) => {
    const { objects, problems } = built({
      'app/kustomization.yaml': `resources: [d.yaml]\n${text}`,
      'app/d.yaml': deployment,
    });
    expect(objects).toHaveLength(1);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(each => each.startsWith('NotJudged'))).toBe(true);
  });

  it('what it can, where something that is not read may be the target', () => {
    const { problems } = built({
      'app/kustomization.yaml':
        'resources: ["git@git.example.com:a/b"]\nreplicas: [{name: a, count: 1}]\n',
    });
    expect(problems).toHaveLength(2);
    expect(problems.every(text => text.startsWith('NotJudged'))).toBe(true);
  });

  it('no more than a bounded number of directories, however they are nested', () => {
    const texts: Record<string, string> = { 'd0/kustomization.yaml': '{}\n' };
    for (let i = 1; i < 13; i++) {
      for (const half of ['a', 'b']) {
        texts[
          posix.join(`d${i}`, half, 'kustomization.yaml')
        ] = `resources: [../../d${i - 1}]\n`;
      }
      texts[`d${i}/kustomization.yaml`] = 'resources: [a, b]\n';
    }
    expect(built(texts, 'd12').problems).toEqual([
      expect.stringContaining('more than 2000 directories'),
    ]);
  });
});
