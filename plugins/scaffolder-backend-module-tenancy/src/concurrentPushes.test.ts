import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createGitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { GitHttpServer } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(120_000);

describe('requests that are made at once', () => {
  const disk = createMockDirectory();

  async function startAtRealGit() {
    disk.clear();
    const server = await GitHttpServer.start({ root: disk.resolve('remotes') });
    const url = await server.createRepository('estate');
    const git = createGitRepositories({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      cacheDir: disk.resolve('cache'),
    });
    const portal = await startTemplatePortal({
      git: git as never,
      tenancy: { repository: { url, branch: 'main' } },
    });
    return { server, url, git, portal };
  }

  it('by two teams for one name give it to one of them, whole', async () => {
    const { server, url, git, portal } = await startAtRealGit();
    try {
      const teams = { ada: 'payments', bob: 'search' };

      const ends = await Promise.all(
        Object.entries(teams).map(async ([user, group]) => {
          const owner = `group:default/${group}`;
          const values = { ...tenantValues, owner, description: `Of ${group}` };
          const end = await portal.run('tenant', values, user);
          return { ...end, owner };
        }),
      );

      const [won, ...others] = ends.filter(({ message }) => message === '');
      expect(others).toEqual([]);
      const lost = ends.find(({ message }) => message !== '');
      expect(lost?.message).toMatch(/payments/);
      const { files } = await git.readTree({ url, branch: 'main' });
      const all = [...files].map(([path, file]) => [path, file.content()]);
      expect(
        all.find(([path]) => path === 'platform/tenants/payments.yaml')?.[1],
      ).toContain(`owner: ${won.owner}`);
      expect(JSON.stringify(all)).not.toContain(lost?.owner);
      // Whoever came second may not change what is another team's now.
      const again = await portal.run(
        'tenant',
        { ...tenantValues, mode: 'change', owner: lost?.owner ?? '' },
        lost === ends[0] ? 'ada' : 'bob',
      );
      expect(again.message).not.toBe('');
    } finally {
      await portal.stop();
      await server.stop();
    }
  });

  it('all land in one real repository', async () => {
    const { server, url, git, portal } = await startAtRealGit();
    try {
      expect(await portal.run('tenant', tenantValues)).toMatchObject({
        message: '',
      });
      const { values } = goodForms['a workload'];
      const names = ['one', 'two', 'three'];

      const ends = await Promise.all(
        names.map(name => portal.run('workload', { ...values, name })),
      );

      expect(ends.map(({ message }) => message)).toEqual(['', '', '']);
      const { files } = await git.readTree({ url, branch: 'main' });
      for (const name of names) {
        expect([...files.keys()]).toContain(
          `tenants/payments/requests/workload-${name}.yaml`,
        );
        const list = files
          .get('tenants/payments/dev/kustomization.yaml')
          ?.content();
        expect(list).toContain(`workload-${name}`);
      }
    } finally {
      await portal.stop();
      await server.stop();
    }
  });
});
