import type { KubernetesObject } from '../model';
import { parsePlatform, type PlatformInput } from '../platform';
import { parseRequest, parseRequestText } from '../parse/parseRequest';
import { renderAll } from '../render/renderAll';
import { smallPlatform } from '../testUtils';
import { adopt } from './adopt';
import type { AdoptOptions } from './Adoption';

const owner = 'group:default/payments';

const request = (kind: string, name: string, spec: object) =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, ...(kind === 'Tenant' ? {} : { tenant: 'pay' }) },
    spec: spec as Record<string, unknown>,
  });

const tenant = (spec: object = {}) =>
  request('Tenant', 'pay', {
    owner,
    environments: ['dev'],
    tier: 'small',
    ...spec,
  });

const web = (image: string) =>
  request('Workload', 'web', { image, replicas: 1 });

type Requests = Array<ReturnType<typeof request>>;

/** What comes of what some requests rendered to, with others in Git. */
function again(
  git: Requests,
  live: Requests,
  more: Partial<AdoptOptions> & {
    input?: Partial<PlatformInput>;
    further?: Array<{ object: KubernetesObject; cluster: string }>;
  } = {},
) {
  const { input, further = [], ...options } = more;
  const platform = parsePlatform({ ...smallPlatform(), ...input });
  const rendered = renderAll(live, platform).files.flatMap(
    ({ target, objects }) =>
      target
        ? objects.map(object => ({ object, cluster: target.cluster }))
        : [],
  );
  return adopt({
    platform,
    rules: [{ namespace: 'pay', owner }],
    objects: [...rendered, ...further],
    present: git,
    ...options,
  });
}

const specIn = ({ files }: ReturnType<typeof adopt>) => {
  const file = files.find(({ path }) => path === 'platform/tenants/pay.yaml');
  return file && parseRequestText(file.content).spec;
};

describe('a tenant that Git has otherwise than its cluster', () => {
  const way = { name: 'db', cidr: '10.0.0.0/8', ports: [{ port: 5432 }] };

  it.each<[string, object, Partial<PlatformInput>]>([
    [
      'ways out that report-only renders nothing for',
      { egress: [way] },
      { reportOnly: ['*'] },
    ],
    ['viewers', { viewers: ['group:default/audit'] }, {}],
    ['domains', { domains: { dev: ['x.dev.example.com'] } }, {}],
    ['repositories', { repositories: ['https://git.example.com/n.git'] }, {}],
  ])('keeps %s', (_, spec, input) => {
    const git = tenant(spec);
    expect(specIn(again([git], [tenant()], { input }))).toEqual(git.spec);
  });

  it('keeps environments that are drained', () => {
    const both = { environments: ['dev', 'prod'] };
    const git = tenant({ ...both, draining: ['prod'] });
    expect(specIn(again([git], [tenant(both)]))).toEqual(git.spec);
  });

  it.each(['removed', 'draining'])('is left alone when it is %s', state => {
    const { tenants, files } = again([tenant({ state })], [tenant()]);
    expect(tenants[0].refused).toEqual([
      expect.stringContaining(`has the state ${state}`),
    ]);
    expect(files).toEqual([]);
  });

  it('keeps its tier, and says that the rules name another', () => {
    const { small } = smallPlatform().tiers;
    const { tenants, ...rest } = again([tenant()], [tenant()], {
      input: { tiers: { small, large: small } },
      rules: [{ namespace: 'pay', owner, tier: 'large' }],
    });
    expect(specIn({ tenants, ...rest })).toMatchObject({ tier: 'small' });
    expect(tenants[0]).toMatchObject({ tier: 'small', tierBy: 'git' });
    expect(tenants[0].grants).toEqual([
      expect.stringContaining('the rules name large'),
    ]);
  });

  it('is given the environment that it has not, and nothing in the others', () => {
    const viewers = ['group:default/audit'];
    const git = tenant({ egress: [way] });
    const live = tenant({
      environments: ['dev', 'prod'],
      viewers,
      egress: [way, { ...way, name: 'mail' }],
      repositories: ['https://git.example.com/n.git'],
    });
    const adoption = again([git], [live]);
    expect(specIn(adoption)).toMatchObject({
      environments: ['dev', 'prod'],
      viewers: [],
      egress: [{ name: 'db' }, { name: 'mail', environments: ['prod'] }],
      repositories: ['https://git.example.com/n.git'],
    });
    expect(adoption.tenants[0].left.join('\n')).toContain(
      'viewers: group:default/audit, there in prod alone',
    );
    expect(adoption.tenants[0].grants.join('\n')).toContain(
      'there in prod alone, and would be allowed',
    );
  });

  it('keeps its requests, and tells where the cluster differs', () => {
    const git = [tenant(), web('registry.example.com/web:2')];
    const { files, objects } = again(git, [
      tenant(),
      web('registry.example.com/web:1'),
    ]);
    const workload = files.find(({ path }) =>
      path.endsWith('workload-web.yaml'),
    );
    expect(workload?.content).toContain('web:2');
    expect(objects.find(({ kind }) => kind === 'Deployment')).toMatchObject({
      fate: 'changed',
      code: 'gitOtherwise',
      differences: [{ there: expect.stringContaining('web:1') }],
    });
  });
});

describe('objects that Git holds by hand', () => {
  const settings = (level: string) => ({
    cluster: 'spoke-dev',
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'pay' },
      data: { LEVEL: level },
    },
  });
  const folder = 'tenants/pay/dev';
  const adopted = `${folder}/adopted-configmap-settings.yaml`;
  const text = (level: string) =>
    `# Ours\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LEVEL: ${level}\n`;
  const run = (files: Record<string, string>, level = 'info') => {
    const adoption = again([tenant()], [tenant()], {
      further: [settings(level)],
      files: new Map(Object.entries(files)),
    });
    return {
      written: adoption.files.map(({ path }) => path),
      told: adoption.objects.find(({ name }) => name === 'settings'),
    };
  };

  it.each([adopted, `${folder}/config.yaml`])(
    'are passed over where they stand in %s',
    path => {
      const { written, told } = run({ [path]: text('info') });
      expect(told).toMatchObject({ fate: 'kept', by: path });
      expect(told?.differences).toBeUndefined();
      expect(written).toEqual(['platform/tenants/pay.yaml']);
    },
  );

  it('stay as they are, with what is otherwise in the cluster', () => {
    const { written, told } = run({ [adopted]: text('info') }, 'debug');
    expect(told).toMatchObject({
      fate: 'kept',
      code: 'gitOtherwise',
      differences: [{ there: 'debug', rendered: 'info' }],
    });
    expect(written).not.toContain(adopted);
  });

  it('are written where another folder or a request has the like', () => {
    const { written } = run({
      'tenants/shop/dev/config.yaml': text('info'),
      [`${folder}/rendered.yaml`]: `kind: ConfigMap\n`,
    });
    expect(written).toContain(adopted);
  });

  it('are not written over a file with something else', () => {
    const { written, told } = run({ [adopted]: 'kind: [\n' });
    expect(told).toMatchObject({ fate: 'listed', code: 'fileTaken' });
    expect(written).not.toContain(adopted);
  });
});
