import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { setupServer } from 'msw/node';
import { file, ProvidedTenants } from './__testUtils__/ProvidedTenants';

describe('TenantEntityProvider of many tenants', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  let world: ProvidedTenants;

  beforeEach(() => {
    world = new ProvidedTenants(server);
  });

  afterEach(() => jest.restoreAllMocks());

  const many = Array.from({ length: 30 }, (_, i) => `team-${i + 10}`);
  const files = () =>
    memoryGitRepositories(
      Object.fromEntries(
        many.map(name => [`platform/tenants/${name}.yaml`, file(name)]),
      ),
    );

  it('writes all at the start, and then what changed alone', async () => {
    const { provider, git } = world.start(files());
    await provider.refresh();
    git.write({
      'platform/tenants/team-12.yaml': file('team-12', ['dev', 'prod']),
      'platform/tenants/team-99.yaml': file('team-99'),
      'platform/tenants/team-20.yaml': undefined,
    });
    await provider.refresh();

    expect(world.told()).toEqual([
      { full: many },
      { added: ['team-12', 'team-99'], removed: [] },
      { added: [], removed: ['resource:default/team-20'] },
    ]);
    expect(world.mutations.at(-1)).toMatchObject({
      removed: [{ locationKey: 'TenantEntityProvider' }],
    });
  });

  it('writes what the catalog did not take again', async () => {
    const { provider, git } = world.start(files());
    await provider.refresh();
    git.write({ 'platform/tenants/team-99.yaml': file('team-99') });
    provider.connect({
      applyMutation: async () => {
        throw new Error('locked');
      },
      refresh: async () => {},
    });
    await expect(provider.refresh()).rejects.toThrow('locked');
    provider.connect({ applyMutation: world.apply, refresh: async () => {} });
    await provider.refresh();

    expect(world.told().slice(1)).toEqual([
      { added: ['team-99'], removed: [] },
    ]);
  });

  it('writes all again from time to time, with what others have changed meanwhile', async () => {
    const began = performance.now();
    const now = jest.spyOn(performance, 'now');
    const { provider } = world.start(files());
    await provider.refresh();
    world.held.delete('team-15');
    now.mockReturnValue(began + 1_700_000);
    await provider.refresh();
    expect(world.names()).not.toContain('team-15');

    now.mockReturnValue(began + 1_900_000);
    await provider.refresh();

    expect(world.names()).toEqual(many);
    expect(world.told()).toEqual([{ full: many }, { full: many }]);
  });

  it('takes for what is there what another replica has written', async () => {
    await world.start(files()).provider.refresh();
    const entities = world.stored();
    world.mutations = [];
    world.live = { silent: ['spoke-dev'] };
    const { provider, git } = world.start(files(), { entities });
    await provider.refresh();
    expect(world.told()).toEqual([]);

    git.write({ 'platform/tenants/team-10.yaml': undefined });
    await provider.refresh();
    expect(world.told()).toEqual([]);

    // All is known now, so all is written once.
    world.live = {};
    await provider.refresh();
    expect(world.told()).toEqual([{ full: many.slice(1) }]);
  });

  it('goes on without a catalog that does not tell what it holds, except at first', async () => {
    const began = performance.now();
    const now = jest.spyOn(performance, 'now');
    const { provider, git, catalog } = world.start(files());
    const asked = jest.spyOn(catalog, 'streamEntities');
    const refuse = () => {
      throw new Error('away');
    };
    asked.mockImplementationOnce(refuse);
    await expect(provider.refresh()).rejects.toThrow('away');
    expect(world.told()).toEqual([]);
    await provider.refresh();

    now.mockReturnValue(began + 1_900_000);
    asked.mockImplementationOnce(refuse);
    git.write({ 'platform/tenants/team-99.yaml': file('team-99') });
    await provider.refresh();
    expect(world.names()).toEqual([...many, 'team-99']);
  });
});
