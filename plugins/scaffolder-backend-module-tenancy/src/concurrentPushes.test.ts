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

  it('all land in one real repository', async () => {
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
