import { buildTexts as built } from '../testing/buildTexts';

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
    ).toEqual([expect.stringMatching(new RegExp(`BuildFailed .*${why}`))]);
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
    ).toEqual([expect.stringMatching(/^BuildFailed .*metadata.labels/)]);
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
