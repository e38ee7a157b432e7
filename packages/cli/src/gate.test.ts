import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeYaml } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { CheckoutWorld } from './testing/checkoutWorld';

const home = 'tenants/pay/dev';
/** Of no Kustomization. */
const plain = 'tenants/pay/more';
const map = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;
const binding = [
  'apiVersion: rbac.authorization.k8s.io/v1',
  'kind: ClusterRoleBinding',
  'metadata: {name: mine}',
  'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}',
  'subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: me}]',
  '',
].join('\n');

describe('the gate', () => {
  let world: CheckoutWorld;
  beforeEach(() => {
    world = new CheckoutWorld();
  });
  afterEach(() => world.remove());

  const kustomize = (text: string, directory = home) =>
    world.put(`${directory}/kustomization.yaml`, text);

  it('says nothing about a healthy estate', async () => {
    expect(await world.said()).toEqual([]);
    const { code, err } = await world.run();
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it.each([
    ['yaml', `${home}/x.yaml`, binding],
    ['yml', `${home}/x.yml`, binding],
    ['a hidden file', `${home}/.x.yaml`, binding],
    ['a deeper directory', `${home}/a/b/x.yaml`, binding],
    ['a directory of no environment', 'tenants/pay/other/x.yaml', binding],
    [
      'a directory among the requests',
      'tenants/pay/requests/a/x.yaml',
      binding,
    ],
    [
      'text with line ends of Windows',
      `${home}/x.yaml`,
      binding.replace(/\n/g, '\r\n'),
    ],
  ])('finds a cluster role binding in %s', async (_title, path, text) => {
    world.put(path, text);
    expect(await world.said()).toEqual([`error KindNotPermitted ${path}:1`]);
  });

  it('finds it in JSON, in UTF-16, in lists and in lists of one kind', async () => {
    world.put(
      `${home}/a.json`,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a' },
      }),
    );
    const utf16 = Buffer.from(
      `\uFEFF${map('b', '  namespace: shop\n')}`,
      'utf16le',
    );
    world.put(`${home}/b.yaml`, utf16);
    world.put(
      `${home}/c.yaml`,
      'apiVersion: v1\nkind: SecretList\nitems:\n  - metadata: {name: c}\n',
    );
    world.put(
      `${home}/d.yaml`,
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: List\n    items:\n      - apiVersion: v1\n        kind: Secret\n        metadata: {name: d}\n',
    );
    expect(await world.said()).toEqual([
      `error KindNotPermitted ${home}/a.json:1`,
      `error KindNotPermitted ${home}/c.yaml:4`,
      `error KindNotPermitted ${home}/d.yaml:7`,
      `error NamespaceNotPermitted ${home}/b.yaml:5`,
    ]);
  });

  it('holds a directory against its tenant, whatever labels and namespace say', async () => {
    world.put(
      `${home}/x.yaml`,
      map(
        'x',
        '  namespace: shop\n  labels: {tenancy.groundwork.dev/tenant: shop}\n',
      ),
    );
    expect(await world.said()).toEqual([
      `error NamespaceNotPermitted ${home}/x.yaml:5`,
    ]);
  });

  it('holds objects against what global projects add to a project', async () => {
    const [dev, ...others] = smallPlatform().environments;
    const global = (labelSelector: object) =>
      world.put(
        'groundwork.yaml',
        writeYaml({
          ...smallPlatform(),
          environments: [
            {
              ...dev,
              argocd: {
                ...dev.argocd,
                globalProjects: [{ projectName: 'for-all', labelSelector }],
              },
            },
            ...others,
          ],
        }),
      );
    const refused = [`error KindNotPermitted ${home}/x.yaml:1`];
    world.put(
      'platform/dev/_shared/argocd/for-all.yaml',
      'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: for-all, namespace: argocd}\nspec:\n  namespaceResourceBlacklist: [{group: "", kind: ConfigMap}]\n',
    );
    world.put(`${home}/x.yaml`, map('x'));
    expect(await world.said()).toEqual([]);
    global({ matchLabels: { team: 'none' } });
    expect(await world.said()).toEqual([]);
    global({});
    expect(await world.said()).toEqual(refused);
  });

  it('takes no project that a tenant writes for itself', async () => {
    world.put(
      `${home}/project.yaml`,
      'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: pay-dev, namespace: argocd}\nspec:\n  clusterResourceWhitelist: [{group: "*", kind: "*"}]\n',
    );
    world.put(`${home}/x.yaml`, binding);
    expect(await world.said()).toEqual(
      expect.arrayContaining([
        `error KindNotPermitted ${home}/project.yaml:1`,
        `error KindNotPermitted ${home}/x.yaml:1`,
      ]),
    );
  });

  it.each([
    [
      'a namespace for all',
      'resources: [x.yaml]\nnamespace: shop\n',
      [`error NamespaceNotPermitted ${home}/x.yaml:3`],
    ],
    [
      'a JSON patch of the kind',
      'resources: [x.yaml]\npatches:\n  - target: {kind: ConfigMap}\n    patch: |\n      - {op: replace, path: /kind, value: Secret}\n      - {op: remove, path: /data}\n',
      [`error KindNotPermitted ${home}/x.yaml:1`],
    ],
    [
      'a generator of Secrets',
      'secretGenerator:\n  - name: s\n    literals: [a=b]\n',
      [`error KindNotPermitted ${home}/kustomization.yaml:2`],
    ],
    [
      "another tenant's directory",
      'resources: [../../shop/dev]\n',
      [`error NamespaceNotPermitted ${home}/kustomization.yaml:1`],
    ],
    [
      "the platform's directory",
      'resources: [../../../platform/dev/pay/argocd]\n',
      [
        `error KindNotPermitted ${home}/kustomization.yaml:1`,
        `error KindNotPermitted ${home}/kustomization.yaml:1`,
      ],
    ],
    [
      'a directory outside of the checkout',
      'resources: [../../../../other]\n',
      [`error BuildFailed ${home}/kustomization.yaml:1`],
    ],
    [
      'itself',
      'resources: [../dev]\n',
      [`error BuildFailed ${home}/kustomization.yaml:1`],
    ],
    [
      'something remote, named once',
      'resources: [x.yaml, "https://git.example.com/a/b?ref=main"]\n',
      [`warning NotJudged ${home}/kustomization.yaml:1`],
    ],
    [
      'plugins and charts, named',
      'resources: [x.yaml]\ntransformers: ["apiVersion: a/v1\\nkind: P\\nmetadata: {name: p}\\n"]\nhelmCharts: [{name: a}]\n',
      [
        `warning NotJudged ${home}/kustomization.yaml:2`,
        `warning NotJudged ${home}/kustomization.yaml:3`,
      ],
    ],
    [
      'a field that Kustomize does not know',
      'resource: [x.yaml]\n',
      [`error BuildFailed ${home}/kustomization.yaml:1`],
    ],
  ])(
    'sees what a Kustomization makes of %s',
    async (_title, text, expected) => {
      world.put(`${home}/x.yaml`, map('x', 'data: {a: b}\n'));
      world.put('tenants/shop/dev/x.yaml', map('x', '  namespace: shop\n'));
      kustomize('resources: [x.yaml]\n', 'tenants/shop/dev');
      kustomize(text);
      expect(await world.said()).toEqual(expected);
    },
  );

  it('tells of a wrong field in the patch that sets it, once for all that use it', async () => {
    kustomize('resources: [x.yaml]\n', 'tenants/pay/base');
    world.put('tenants/pay/base/x.yaml', map('x', 'data: {a: b}\n'));
    world.put(`${home}/patch.yaml`, map('x', 'data:\n  a: 3\n'));
    kustomize('resources: [../base]\npatches: [{path: patch.yaml}]\n');
    expect(await world.said()).toEqual([
      `error WrongType ${home}/patch.yaml:6`,
    ]);
  });

  it('judges no patch that was left behind, and no Component by itself', async () => {
    world.put(`${home}/x.yaml`, map('x', 'data: {a: b}\n'));
    world.put(`${home}/old.yaml`, map('x', 'data: {a: 3}\n'));
    kustomize('resources: [x.yaml]\n');
    kustomize('kind: Component\nresources: [c.yaml]\n', `${home}/c`);
    world.put(`${home}/c/c.yaml`, map('c', 'data: {a: 3}\n'));
    expect(await world.said()).toEqual([]);
    const { out } = await world.run();
    expect(out).toContain('No kustomization uses this file');
  });

  it('judges them all where .argocd-source.yaml can have them applied', async () => {
    world.put(`${home}/x.yaml`, map('x', 'data: {a: b}\n'));
    world.put(`${home}/patch.yaml`, map('x', 'data: {a: 3}\n'));
    world.put(`${home}/.argocd-source.yaml`, 'directory: {recurse: true}\n');
    kustomize('resources: [x.yaml]\n');
    expect(await world.said()).toEqual([
      `error WrongType ${home}/patch.yaml:5`,
      `warning NotJudged ${home}/.argocd-source.yaml:1`,
    ]);
  });

  it('names a chart once, templates as templates, and placeholders as such', async () => {
    world.put('tenants/pay/chart/Chart.yaml', 'name: a\nversion: 1.0.0\n');
    world.put('tenants/pay/chart/templates/a.yaml', 'a: {{ .b }}\n{{ if }}\n');
    world.put(`${home}/t.yaml`, 'a: {% if b %}\nkind: x\n');
    world.put(`${home}/p.yaml`, map('"${NAME}"', 'data: {a: "${NAME}"}\n'));
    expect(await world.said()).toEqual([
      'warning NotJudged tenants/pay/chart/Chart.yaml:1',
      `warning NotJudged ${home}/p.yaml:4`,
      `warning NotJudged ${home}/t.yaml:1`,
    ]);
  });

  it('judges what charts render to, where a helm is given', async () => {
    world.put('tenants/pay/chart/Chart.yaml', 'name: a\nversion: 1.0.0\n');
    world.put('tenants/pay/broken/Chart.yaml', 'name: b\nversion: 1.0.0\n');
    const helm = join(world.root, 'helm');
    writeFileSync(
      helm,
      `#!/bin/sh
if [ "\${PWD##*/}" = broken ]; then echo 'no such template' >&2; exit 1; fi
printf 'apiVersion: v1\\nkind: Secret\\nmetadata: {name: %s}\\n' "$1"
`,
      { mode: 0o755 },
    );
    expect(await world.said('--helm', helm)).toEqual([
      'error KindNotPermitted tenants/pay/chart/Chart.yaml:1',
      'warning NotJudged tenants/pay/broken/Chart.yaml:1',
    ]);
    expect((await world.run('--helm', helm)).out).toContain('no such template');
  });

  it('does not let a placeholder hide an escalation', async () => {
    world.put(`${home}/x.yaml`, binding.replace('mine', '"${X}"'));
    expect(await world.said()).toContain(
      `error KindNotPermitted ${home}/x.yaml:1`,
    );
  });

  it('follows links that stay inside, and stops at those that leave', async () => {
    world.put('shared/x.yaml', binding);
    const link = (target: string, path: string) =>
      symlinkSync(target, join(world.root, path));
    link('../../../shared/x.yaml', `${home}/in.yaml`);
    link('/etc/hostname', `${home}/out.yaml`);
    link('../../../shared', `${home}/directory`);
    expect(await world.said()).toEqual([
      `error KindNotPermitted ${home}/in.yaml:1`,
      `error NotRead ${home}/out.yaml:1`,
      `warning NotRead ${home}/directory:1`,
    ]);
  });

  it('names submodules, and files in no encoding that is read', async () => {
    world.put('.gitmodules', '[submodule "a"]\n\tpath = tenants/pay/dev/a\n');
    world.put(`${home}/u.yaml`, Buffer.from(map('u'), 'utf16le'));
    expect(await world.said()).toEqual([
      `error NotRead ${home}/u.yaml:1`,
      `warning NotRead ${home}/a:1`,
    ]);
  });

  it('gives objects of `generateName` a name, and does not take two for one', async () => {
    const hook =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\ndata: {a: b}\n';
    world.put(`${home}/a.yaml`, `${hook}---\n${hook}`);
    expect(await world.said()).toEqual([]);
  });

  it('warns of a key that is there twice where the last one is taken, and refuses it where Kustomize reads', async () => {
    const twice = map('a', 'data:\n  a: one\n  a: two\n');
    world.put(`${plain}/a.yaml`, twice);
    world.put(`${home}/b/a.yaml`, twice.replace('name: a', 'name: b'));
    kustomize('resources: [a.yaml]\n', `${home}/b`);
    expect(await world.said()).toEqual([
      `error InvalidYaml ${home}/b/a.yaml:7`,
      `warning DuplicateKey ${plain}/a.yaml:7`,
    ]);
  });

  it('judges what is left when the last of two keys is taken', async () => {
    world.put(`${plain}/a.yaml`, map('a', '  name: b_c\n'));
    expect(await world.said()).toEqual([
      `error WrongFormat ${plain}/a.yaml:5`,
      `warning DuplicateKey ${plain}/a.yaml:5`,
    ]);
  });

  it('names templates, and judges no value that somebody fills in', async () => {
    world.put(`${home}/a.yaml`, map('a', 'data:\n  a: {{ value }}\n'));
    world.put(`${home}/b.yaml`, map('$(NAME)-b'));
    expect(await world.said()).toEqual([
      `warning NotJudged ${home}/a.yaml:6`,
      `warning NotJudged ${home}/b.yaml:4`,
    ]);
  });

  it('says of objects that are there twice where the other one is', async () => {
    world.put(`${home}/a.yaml`, map('same'));
    world.put(`${home}/b.yaml`, map('same'));
    const { out } = await world.run();
    expect(await world.said()).toEqual([
      `warning DuplicateObject ${home}/b.yaml:1`,
    ]);
    expect(out).toContain(`${home}/a.yaml, line 1`);
  });

  it('tells both of two Applications that hold the same object', async () => {
    const shared = map('same', '  namespace: pay\n');
    world.put(`${home}/a.yaml`, shared);
    world.put('platform/dev/pay/cluster/a.yaml', shared);
    const said = (await world.said()).filter(text => /Shared/.test(text));
    expect(said).toEqual([
      'warning ObjectShared platform/dev/pay/cluster/a.yaml:1',
      `warning ObjectShared ${home}/a.yaml:1`,
    ]);
  });

  it('warns of a route that no gateway serves', async () => {
    world.put(
      `${home}/r.yaml`,
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec:\n  hostnames: [a.dev.example.com]\n',
    );
    expect(await world.said()).toEqual([
      `warning RouteWithoutParent ${home}/r.yaml:4`,
    ]);
  });

  it('takes a checkout with line ends of Windows for what was rendered', async () => {
    const path = 'platform/dev/pay/cluster/kustomization.yaml';
    const { out } = await world.run();
    expect(out).not.toContain('HandEdited');
    const text = readFileSync(join(world.root, path), 'utf8');
    world.put(path, text.replace(/\n/g, '\r\n'));
    expect((await world.run()).out).not.toContain('HandEdited');
  });

  it('says the same in text, JSON and SARIF', async () => {
    world.put(`${home}/x.yaml`, binding);
    const [text, json, sarif] = await Promise.all(
      ['text', 'json', 'sarif'].map(format => world.run('--format', format)),
    );
    const found: unknown[] = JSON.parse(json.out);
    expect(JSON.parse(sarif.out).runs[0].results).toHaveLength(found.length);
    expect(text.out.match(/^ {2}(error|warning|info) /gm)).toHaveLength(
      found.length,
    );
    expect([text.code, json.code, sarif.code]).toEqual([1, 1, 1]);
  });
});
