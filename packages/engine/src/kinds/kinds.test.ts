import { KubernetesObject } from '../model';
import { bundledSchemas } from '../validate/bundled';
import { Cursor } from '../validate/rules/Cursor';
import { KindDescriptor } from './KindDescriptor';
import { keyOf } from './KindRegistry';
import { defaultKinds } from './defaultKinds';
import { healthOf } from './health';
import type { ReachRule } from './reach/ReachRule';
import { withKinds } from './withKinds';
import { readerManifest } from '../guardrails/readerManifest';
import { renderPlatform } from '../guardrails/renderPlatform';
import { parsePlatform } from '../platform';
import { render } from '../render/render';
import { parsedTenant } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils/smallPlatform';

const widget: KindDescriptor = {
  group: 'widgets.example.com',
  kind: 'Widget',
  plural: 'widgets',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  schema: 'cluster',
  writer: 'tenant',
  reach: 'namespace',
  watched: true,
  team: { may: 'write', limit: 10 },
  health: ({ status }) => ({
    status: status === 'up' ? 'Healthy' : 'Degraded',
    message: '',
  }),
};
const object: KubernetesObject = {
  apiVersion: 'widgets.example.com/v1beta1',
  kind: 'Widget',
  metadata: { name: 'w' },
  status: 'down',
};

describe('the kinds that Groundwork brings', () => {
  const { all, watched, ofTeams, ofPlatform } = defaultKinds;

  it('are each described once', () => {
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
  });

  it('never have Secrets read', () => {
    expect(watched.map(({ plural }) => plural)).not.toContain('secrets');
  });

  it('are written by teams exactly where teams may write them', () => {
    expect(ofTeams).toEqual(
      expect.arrayContaining(all.filter(({ team }) => team?.may === 'write')),
    );
    expect(ofTeams.every(({ team }) => team?.may === 'write')).toBe(true);
    expect(ofTeams.filter(kind => ofPlatform.includes(kind))).toEqual([]);
  });

  it('say rightly which schemas are bundled', () => {
    const { definitions, openapi } = bundledSchemas();
    const custom = definitions.map(keyOf);
    const builtIn = openapi.flatMap(({ components }) =>
      Object.values(components?.schemas ?? {}).flatMap(
        schema =>
          (
            schema as {
              'x-kubernetes-group-version-kind'?: Array<{
                group: string;
                kind: string;
              }>;
            }
          )['x-kubernetes-group-version-kind']?.map(keyOf) ?? [],
      ),
    );
    const having = (schema: KindDescriptor['schema']) =>
      all.filter(kind => kind.schema === schema).map(keyOf);
    expect(having('bundled').sort()).toEqual(custom.sort());
    expect(having('core').sort()).toEqual(builtIn.sort());
  });

  it('are read in versions that their definitions have', () => {
    for (const { group, kind, versions } of bundledSchemas().definitions) {
      const known = defaultKinds.find(group, kind);
      const served = versions.map(({ name }) => name);
      expect(known?.versions.filter(name => served.includes(name))).not.toEqual(
        [],
      );
    }
  });
});

describe('withKinds', () => {
  it('adds kinds with all that is derived from them, and changes no other registry', () => {
    const kinds = withKinds(defaultKinds, [widget]);
    expect(kinds.watched).toContainEqual(widget);
    expect(kinds.ofTeams).toContainEqual(widget);
    expect(healthOf(object, kinds)?.status).toBe('Degraded');
    expect(healthOf(object)).toBeUndefined();
    expect(defaultKinds.all).not.toContain(widget);
  });

  it.each([
    ['is described already', [{ ...widget }, widget]],
    [
      'is described already',
      [{ ...widget, group: 'apps', kind: 'Deployment' }],
    ],
    ['reads no Secrets', [{ ...widget, group: '', plural: 'secrets' }]],
    ['(kind)', [{ ...widget, kind: 'widget' }]],
    ['(group)', [{ ...widget, group: 'Widgets/v1' }]],
    ['(plural)', [{ ...widget, plural: 'widgets/status' }]],
    ['(versions)', [{ ...widget, versions: [] }]],
    ['(versions)', [{ ...widget, versions: ['v1', '../v1'] }]],
    ['(writer: tenant', [{ ...widget, writer: 'platform' as const }]],
    ['(team.limit)', [{ ...widget, team: { may: 'write' as const } }]],
  ])('refuses what %s', (words, extra) => {
    expect(() => withKinds(defaultKinds, extra)).toThrow(words);
  });
});

describe('a platform with further kinds', () => {
  const kinds = withKinds(defaultKinds, [widget]);
  const texts = (platform: ReturnType<typeof parsePlatform>) => {
    const files = [
      ...render(parsedTenant(), platform).files,
      ...renderPlatform(platform).files,
    ];
    return (name: string) =>
      files.find(({ path }) => path.endsWith(name))?.content ?? '';
  };
  const plain = texts(parsePlatform(smallPlatform()));
  const extended = texts(parsePlatform(smallPlatform(), { kinds }));

  it.each([
    ['the AppProject', 'payments/argocd/project.yaml', 'kind: Widget'],
    ['the roles', 'payments/cluster/access.yaml', '- widgets'],
    ['the quota', 'limits.yaml', 'count/widgets.widgets.example.com: "10"'],
    ['admission', 'guard-rails.yaml', "'widgets.widgets.example.com'"],
    ['the reader', '_shared/cluster/reader.yaml', '- widgets'],
  ])('has them in %s', (_where, name, words) => {
    expect(extended(name)).toContain(words);
    expect(plain(name)).not.toContain('idgets');
  });

  it('asks code of others about an object without falling with it', () => {
    const fails = (): never => {
      throw new Error('odd');
    };
    const [kind] = withKinds(defaultKinds, [
      {
        group: 'acme.example',
        kind: 'Odd',
        plural: 'odds',
        versions: ['v1'],
        namespaced: true,
        schema: 'cluster',
        writer: 'platform',
        reach: fails,
        makes: fails,
        keep: fails,
        hostnames: fails,
        pods: { count: fails },
        validate: { v1: fails },
      },
    ]).all.slice(-1);
    const odd = {
      apiVersion: 'acme.example/v1',
      kind: 'Odd',
      metadata: { name: 'x' },
    };
    const codes: string[] = [];
    kind.validate?.v1(new Cursor(odd, [], ({ code }) => codes.push(code)));
    expect(codes).toEqual(['NotChecked']);
    expect(kind.keep?.(odd)).toBe(odd);
    expect(kind.makes?.(odd)).toEqual([]);
    expect(kind.hostnames?.(odd)).toEqual([]);
    expect(kind.pods?.count?.(odd)).toBe(0);
    const reach = kind.reach as ReachRule;
    expect(reach(odd, { find: () => [] })).toBe('all');
  });

  it('writes the manifest of its reader', () => {
    expect(readerManifest(kinds)).toContain('- widgets');
    expect(readerManifest()).not.toContain('widgets');
    expect(readerManifest(kinds)).not.toMatch(/- secrets$/m);
  });
});
