import { finish } from '../../../steps';
import { application } from '../../../testing/syncWorld';
import { readManifestsInSteps } from './readManifests';

const cm = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

function read(
  files: Record<string, string>,
  options: { path?: string; spec?: object } = {},
) {
  return finish(
    readManifestsInSteps({
      files: new Map(
        Object.entries(files).map(([path, text]) => [
          path,
          { content: () => text },
        ]),
      ),
      commit: 'c',
      path: options.path ?? 'tenants/pay/dev',
      root: 'tenants/pay',
      application: application(undefined, { spec: options.spec }),
    }),
  );
}

const namesOf = (result: ReturnType<typeof read>) =>
  'objects' in result
    ? result.objects.map(({ object }) => object.metadata.name)
    : result.why;

const kustomization = (text: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`;

describe('what Git wants', () => {
  it('is every manifest of a folder, lists taken apart, folders below it left alone', () => {
    expect(
      namesOf(
        read({
          'tenants/pay/dev/a.yaml': `${cm('a')}---\n${cm('b')}`,
          'tenants/pay/dev/c.json':
            '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}]}',
          'tenants/pay/dev/README.md': 'no manifest',
          'tenants/pay/dev/below/d.yaml': cm('d'),
        }),
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  it('is what a kustomization lists, in folders too', () => {
    expect(
      namesOf(
        read({
          'tenants/pay/dev/kustomization.yaml': kustomization(
            'resources: [a.yaml, ../base]\n',
          ),
          'tenants/pay/dev/a.yaml': cm('a'),
          'tenants/pay/dev/unlisted.yaml': cm('unlisted'),
          'tenants/pay/base/kustomization.yaml': kustomization(
            'resources: [b.yaml]\n',
          ),
          'tenants/pay/base/b.yaml': cm('b'),
        }),
      ),
    ).toEqual(['a', 'b']);
  });

  it.each([
    ['resources: [../../shop/dev]\n', /outside of the tenant's folder/],
    ['resources: [../../../platform/dev/shop/x.yaml]\n', /outside/],
    ['resources: [/tenants/shop/x.yaml]\n', /outside/],
    ['resources: ["https://github.com/acme/base?ref=v1"]\n', /outside/],
    ['namePrefix: a-\n', /uses namePrefix/],
    ['configMapGenerator: [{ name: a }]\n', /uses configMapGenerator/],
    ['resources: [../dev]\n', /include each other/],
    ['resources: [gone.yaml]\n', /cannot be read/],
    [
      'resources: [a.yaml]\npatches: [{ patch: "{" }]\n',
      /patch .* cannot be read/,
    ],
    [': {', /cannot be read/],
  ])('is not known of a kustomization with %j', (text, why) => {
    expect(
      namesOf(
        read({
          'tenants/pay/dev/kustomization.yaml': kustomization(text),
          'tenants/pay/dev/a.yaml': cm('a'),
          'tenants/shop/dev/kustomization.yaml': kustomization(''),
        }),
      ),
    ).toMatch(why);
  });

  it.each([
    [{ helm: { valueFiles: ['a'] } }, /options for helm/],
    [{ kustomize: { images: ['a'] } }, /options for kustomize/],
    [{ plugin: { name: 'a' } }, /options for plugin/],
    [{ directory: { include: '*.yaml' } }, /chooses among files/],
  ])('is not known of a source with %j', (more, why) => {
    const source = { repoURL: 'r', path: 'tenants/pay/dev', ...more };
    expect(
      namesOf(
        read({ 'tenants/pay/dev/a.yaml': cm('a') }, { spec: { source } }),
      ),
    ).toMatch(why);
  });

  it.each(['a: b', '[', 'kind: ConfigMap\nmetadata: { name: 1 }'])(
    'is not known where a file holds %j',
    text => {
      expect(namesOf(read({ 'tenants/pay/dev/a.yaml': text }))).toMatch(
        /a.yaml/,
      );
    },
  );

  it('has masks over what patches and transformers change', () => {
    const result = read({
      'tenants/pay/dev/kustomization.yaml': kustomization(`resources: [a.yaml]
namespace: pay
patches:
  - path: patch.yaml
  - target: { kind: ConfigMap, name: a }
    patch: |
      - { op: replace, path: /data/x, value: y }
  - target: { kind: Deployment }
    patch: |
      - { op: remove, path: /spec/other }
replicas: [{ name: a, count: 2 }]
commonAnnotations: { note: hi }
`),
      'tenants/pay/dev/patch.yaml': `${cm('a')}data: { k: { l: v } }\n`,
      'tenants/pay/dev/a.yaml': cm('a'),
    });
    if (!('objects' in result)) {
      throw new Error(result.why);
    }
    const [{ object, masks }] = result.objects;
    expect(object.metadata.namespace).toBe('pay');
    const texts = masks.map(({ steps }) =>
      steps
        .map(step =>
          typeof step === 'object' && 'field' in step ? step.field : '*',
        )
        .join('.'),
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        'data.k.l',
        'data.x',
        'spec.replicas',
        'metadata.annotations.note',
      ]),
    );
    expect(texts).not.toContain('spec.other');
  });
});
