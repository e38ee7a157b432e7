import { GitHttpServer } from '../testUtils';
import { useRemote } from './__testUtils__/useRemote';

describe('a remote that does not answer as wanted', () => {
  const { disk, repositories, started, write } = useRemote();
  let server: GitHttpServer;
  let url: string;

  beforeEach(async () => {
    ({ server, url } = await started());
  });

  describe('a connection that breaks', () => {
    it.each(['/info/refs', '/git-upload-pack'])(
      'is asked again for %s',
      async path => {
        await write({ 'a.yaml': 'a' });
        server.breaks = [
          { path, when: 'before' },
          { path, when: 'after' },
        ];

        const { files } = await repositories().readTree({
          url,
          branch: 'main',
        });

        expect(files.get('a.yaml')?.content()).toBe('a');
        expect(server.breaks).toEqual([]);
      },
    );

    it.each(['before', 'after'] as const)(
      'pushes once, though it breaks %s the remote has it',
      async when => {
        await write({ 'a.yaml': 'a' });
        server.breaks = [{ path: '/git-receive-pack', when }];

        const pushed = await write({ 'a.yaml': 'b' });

        const { commit, files } = await repositories().readTree({
          url,
          branch: 'main',
        });
        expect(pushed.commit).toBe(commit);
        expect(files.get('a.yaml')?.content()).toBe('b');
        const { commits } = await repositories().readHistory({
          url,
          branch: 'main',
        });
        expect(commits).toHaveLength(2);
      },
    );

    it('is not asked without end', async () => {
      await write({ 'a.yaml': 'a' });
      const path = '/info/refs';
      server.breaks = Array(10).fill({ path, when: 'before' });

      await expect(
        repositories().readTree({ url, branch: 'main' }),
      ).rejects.toThrow(/cannot be read/);
      expect(server.breaks).toHaveLength(7);
    });
  });

  it('names a branch that is not there', async () => {
    await write({ 'a.yaml': '1' });

    await expect(
      repositories().readTree({ url, branch: 'live' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('live'),
    });
  });

  it('authenticates with the integration of the host, and never tells the secret', async () => {
    const locked = await GitHttpServer.start({
      root: disk.resolve('remotes'),
      password: 'pa55-word',
    });
    try {
      const host = new URL(locked.urlOf('estate')).host;
      const config = (password: string) => ({
        integrations: {
          gitea: [
            {
              host,
              baseUrl: `http://${host}`,
              username: 'bot',
              password,
            },
          ],
        },
      });
      const repository = { url: locked.urlOf('estate'), branch: 'main' };

      const tree = await repositories({
        config: config('pa55-word'),
      }).readTree(repository);
      expect(tree.files.size).toBe(0);

      const refusal = repositories({
        config: config('wr0ng-word'),
      }).readTree(repository);
      await expect(refusal).rejects.toMatchObject({
        name: 'AuthenticationError',
      });
      await expect(refusal).rejects.not.toMatchObject({
        message: expect.stringContaining('wr0ng-word'),
      });

      const inUrl = {
        url: repository.url.replace('://', '://bot:wr0ng-word@'),
        branch: 'main',
      };
      const refused = await repositories()
        .readTree(inUrl)
        .catch(error => String(error.stack));
      expect(refused).toContain('credential under integrations');
      expect(refused).not.toContain('wr0ng-word');
    } finally {
      await locked.stop();
    }
  });

  it('says that a remote is away', async () => {
    await server.stop();

    await expect(
      repositories().readTree({ url, branch: 'main' }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
