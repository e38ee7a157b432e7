import { guardRails } from '../guardrails/guardRails';
import { parsePlatform, PlatformInput } from '../platform';
import { render } from '../render/render';
import { parsedTenant } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils/smallPlatform';
import { writeYaml } from '../yaml';
import { defaultKinds } from './defaultKinds';
import { resourceOf } from './KindRegistry';
import { dangerOf, TeamKind } from './teamKinds';

const widget: TeamKind = {
  group: 'widgets.example.com',
  kind: 'Widget',
  plural: 'widgets',
  versions: ['v1'],
  limit: 7,
};

const withKinds = (...teamKinds: NonNullable<PlatformInput['teamKinds']>) =>
  parsePlatform({ ...smallPlatform(), teamKinds });

describe('kinds that the platform lets teams write', () => {
  it('enter the project, the roles, the counts and admission', () => {
    const platform = withKinds(widget);
    const [environment] = platform.environments;
    const text = render(parsedTenant(), platform)
      .files.map(({ content }) => content)
      .join('\n');
    expect(text).toContain('count/widgets.widgets.example.com: "7"');
    expect(text).toContain('kind: Widget');
    expect(text).toMatch(/resources:\n\s+- widgets\n/);
    const writes = guardRails(platform, environment).find(
      ({ name }) => name === 'tenant-writes',
    );
    expect(writes?.conditions?.['not-of-a-tenant']).toContain(
      "'widgets.widgets.example.com'",
    );
  });

  it('change nothing where none is named', () => {
    const platform = parsePlatform(smallPlatform());
    expect(platform.kinds).toBeUndefined();
    expect(writeYaml(platform)).toBe(writeYaml(withKinds()));
  });

  it('may be one that Groundwork reads, and is read as before', () => {
    const read = defaultKinds.watched.find(
      ({ guarded, binding, schema, writer, namespaced }) =>
        namespaced &&
        !guarded &&
        !binding &&
        schema === 'cluster' &&
        writer === 'platform',
    );
    if (!read) {
      throw new Error('No kind is left that teams could be given.');
    }
    const { group, kind, plural, versions } = read;
    const { kinds } = withKinds({
      group,
      kind,
      plural,
      versions: [...versions],
      limit: 5,
    });
    expect(kinds?.find(group, kind)).toEqual({
      ...read,
      writer: 'tenant',
      team: { may: 'write', limit: 5 },
    });
  });

  it.each(
    defaultKinds.all
      .filter(
        ({ guarded, binding, schema, writer, namespaced }) =>
          guarded ||
          binding ||
          schema === 'core' ||
          writer === 'tenant' ||
          !namespaced,
      )
      .map(kind => [resourceOf(kind), kind] as const),
  )('are never %s', (_, { group, kind, plural, versions }) => {
    const given = { group, versions: [...versions], limit: 1 };
    expect(() => withKinds({ ...given, kind, plural })).toThrow('teamKinds[0]');
    expect(() => withKinds({ ...given, kind: 'Other', plural })).toThrow();
    expect(() => withKinds({ ...given, kind, plural: 'others' })).toThrow();
  });

  it.each<[string, Partial<TeamKind>]>([
    ['a group of Kubernetes', { group: 'rbac.authorization.k8s.io' }],
    ['a group without a dot', { group: 'batch' }],
    ['the core group', { group: '' }],
    ['all groups', { group: '*' }],
    ['all resources', { plural: '*' }],
    ['a subresource', { plural: 'widgets/status' }],
    ['no version', { versions: [] }],
    ['no number', { limit: 0 }],
  ])('are refused with %s', (_, wrong) => {
    expect(() => withKinds({ ...widget, ...wrong })).toThrow('teamKinds');
  });

  it('are named once, by either name', () => {
    expect(() => withKinds(widget, widget)).toThrow('twice');
    expect(() => withKinds(widget, { ...widget, kind: 'Gadget' })).toThrow(
      'twice',
    );
  });

  it.each([
    'keda.sh',
    's3.aws.upbound.io',
    'source.toolkit.fluxcd.io',
    'acme.cert-manager.io',
  ])('are told of where the controller of %s acts for them', group => {
    expect(dangerOf({ group })).toBeDefined();
  });

  it.each(['widgets.example.com', 'mykeda.sh', 'sh'])(
    'are told nothing of %s',
    group => expect(dangerOf({ group })).toBeUndefined(),
  );
});
