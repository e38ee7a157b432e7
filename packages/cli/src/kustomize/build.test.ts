import { posix } from 'node:path';
import { build } from './build';
import { BuildFiles } from './BuildFiles';

/** Files in memory; directories are there as far as files lie in them. */
function filesOf(texts: Record<string, string>): BuildFiles {
  const paths = Object.keys(texts);
  return {
    isFile: path => Object.hasOwn(texts, path),
    isDirectory: path => paths.some(other => other.startsWith(`${path}/`)),
    text: path => texts[path],
    bytes: path =>
      texts[path] === undefined ? undefined : Buffer.from(texts[path]),
  };
}

function built(texts: Record<string, string>, directory = 'app') {
  const { resources, problems } = build(filesOf(texts), directory);
  return {
    objects: resources.map(({ object }) => object),
    problems: problems.map(
      ({ code, place, why }) => `${code} ${place.path}:${place.line} ${why}`,
    ),
  };
}

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
        expect.stringContaining('BuildFails app/kustomization.yaml:1'),
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
    expect(problems).toEqual([expect.stringMatching(/^BuildFails /)]);
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

describe('variables, fields and transformers of a Kustomization', () => {
  const thing = (spec: string) =>
    `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: t}\nspec: ${spec}\n`;
  const service =
    '---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';
  const vars = `vars:
  - {name: SVC, objref: {kind: Service, name: web, apiVersion: v1}}
  - {name: PORT, objref: {kind: Service, name: web, apiVersion: v1}, fieldref: {fieldpath: 'spec.ports[0].port'}}
`;

  it('fills variables in where Kustomize does, with the names that objects end up with', () => {
    const { objects, problems } = built({
      'app/kustomization.yaml': 'resources: [../base]\nnamePrefix: p-\n',
      'base/kustomization.yaml': `resources: [r.yaml]\nconfigurations: [c.yaml]\n${vars}`,
      'base/c.yaml': 'varReference: [{path: spec/url, kind: Thing}]\n',
      'base/r.yaml': `${thing(
        '{url: "http://$(SVC):$(PORT)/$$(SVC) $(NO) $x", other: $(SVC)}',
      )}  labels: {}\n${service}`
        .replace(
          'metadata: {name: t}',
          'metadata: {name: t, labels: {port: $(PORT)}, annotations: {port: $(PORT)}}',
        )
        .replace('  labels: {}\n', ''),
    });
    expect(problems).toEqual([]);
    expect(objects[0]).toMatchObject({
      metadata: {
        name: 'p-t',
        // As kustomize 5 does: a number among labels, which the API server refuses.
        labels: { port: 80 },
        annotations: { port: '80' },
      },
      spec: { url: 'http://p-web:80/$(SVC) $(NO) $x', other: '$(SVC)' },
    });
  });

  it.each([
    [
      'of nothing',
      'vars: [{name: A, objref: {kind: Service, name: no, apiVersion: v1}}]\n',
      'not there',
    ],
    [
      'without its field',
      'vars: [{name: A, objref: {kind: Service, name: web, apiVersion: v1}, fieldref: {fieldPath: spec.no}}]\n',
      'has no spec.no',
    ],
    [
      'given twice',
      `vars:${' - {name: A, objref: {kind: Service, name: web, apiVersion: v1}}'
        .repeat(2)
        .replace(/ - /g, '\n  - ')}\n`,
      'there twice',
    ],
  ])('refuses a variable %s', (_, text, why) => {
    expect(
      built({
        'app/kustomization.yaml': `resources: [r.yaml]\n${text}`,
        'app/r.yaml': service,
      }).problems,
    ).toEqual([expect.stringMatching(new RegExp(`BuildFails .*${why}`))]);
  });

  it('changes the fields that configurations of bases and its own name', () => {
    const { objects, problems } = built({
      'app/kustomization.yaml': `resources: [../base]
namePrefix: p-
namespace: ns
commonLabels: {l: v}
images: [{name: nginx, newTag: '2'}]
replicas: [{name: t, count: 3}]
`,
      'base/kustomization.yaml':
        'resources: [r.yaml]\nconfigurations: [c.yaml]\n',
      'base/c.yaml': `namePrefix: [{path: spec/title, kind: Thing}]
namespace: [{path: spec/ns, kind: Thing, create: true}]
commonLabels: [{path: spec/selector, kind: Thing, create: true}]
images: [{path: spec/image, kind: Thing}]
replicas: [{path: spec/size, kind: Thing}]
nameReference: [{kind: Service, fieldSpecs: [{path: spec/service, kind: Thing}]}]
`,
      'base/r.yaml': `${thing(
        '{title: a, image: nginx, size: 1, service: web}',
      )}${service}`,
    });
    expect(problems).toEqual([]);
    expect(objects[0].spec).toEqual({
      title: 'p-a',
      image: 'nginx:2',
      size: 3,
      service: 'p-web',
      ns: 'ns',
      selector: { l: 'v' },
    });
  });

  it('refuses configurations that contradict what Kustomize does anyway', () => {
    expect(
      built({
        'app/kustomization.yaml':
          'resources: [r.yaml]\nconfigurations: [c.yaml]\n',
        'app/c.yaml': 'commonLabels: [{path: metadata/labels}]\n',
        'app/r.yaml': service,
      }).problems,
    ).toEqual([expect.stringMatching(/^BuildFails .*metadata.labels/)]);
  });

  it('runs the transformers and generators that Kustomize brings, from files and as they stand', () => {
    const { objects, problems } = built({
      'app/kustomization.yaml': `resources: [r.yaml]
generators: [g.yaml]
transformers:
  - t.yaml
  - |
    apiVersion: builtin
    kind: LabelTransformer
    metadata: {name: l}
    labels: {a: b}
    fieldSpecs: [{path: metadata/labels, create: true}]
`,
      'app/r.yaml': `${thing('{size: 1}')}${service}`,
      'app/g.yaml': `apiVersion: builtin
kind: SecretGenerator
metadata: {name: s}
literals: [k=v]
options: {disableNameSuffixHash: true}
`,
      'app/t.yaml': [
        'kind: PrefixSuffixTransformer\nprefix: p-\nfieldSpecs: [{path: metadata/name, kind: Thing}]',
        'kind: NamespaceTransformer\nunsetOnly: true',
        "kind: PatchTransformer\ntarget: {kind: Thing}\npatch: '[{op: add, path: /spec/more, value: 1}]'",
        'kind: ReplacementTransformer\nreplacements: [{source: {kind: Service, fieldPath: spec.ports.0.port}, targets: [{select: {kind: Thing}, fieldPaths: [spec.size]}]}]',
      ]
        .map(
          text =>
            `apiVersion: builtin\n${text}\nmetadata: {name: x, namespace: ns}\n`,
        )
        .join('---\n'),
    });
    expect(problems).toEqual([]);
    expect(objects).toMatchObject([
      {
        metadata: { name: 'p-t', namespace: 'ns', labels: { a: 'b' } },
        spec: { size: 80, more: 1 },
      },
      { kind: 'Service', metadata: { name: 'web', namespace: 'ns' } },
      { kind: 'Secret', metadata: { name: 's' }, data: { k: 'dg==' } },
    ]);
  });

  it('names plugins that are not run', () => {
    expect(
      built({
        'app/kustomization.yaml': 'resources: [r.yaml]\ngenerators: [g.yaml]\n',
        'app/r.yaml': service,
        'app/g.yaml':
          'apiVersion: viaduct.ai/v1\nkind: ksops\nmetadata: {name: a}\n',
      }).problems,
    ).toEqual([expect.stringMatching(/^NotJudged app.g.yaml:1 .*ksops/)]);
  });
});
