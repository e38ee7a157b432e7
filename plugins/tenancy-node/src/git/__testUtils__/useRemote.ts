import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { readdirSync } from 'node:fs';
import { createGitRepositories } from '../createGitRepositories';
import { GitHttpServer } from '../../testUtils';

/** Who writes in tests. */
export const author = { name: 'Ada', email: 'ada@example.com' };

/** A remote with one empty repository for each test of the suite that calls this, and ways to read and write it. */
export function useRemote() {
  const disk = createMockDirectory();
  let server: GitHttpServer | undefined;
  let url = '';

  function repositories(options: { cache?: string; config?: object } = {}) {
    return createGitRepositories({
      config: mockServices.rootConfig({ data: options.config ?? {} }),
      logger: mockServices.logger.mock(),
      cacheDir: disk.resolve(options.cache ?? 'cache'),
    });
  }

  afterEach(() => server?.stop());

  return {
    disk,
    repositories,
    async started() {
      disk.clear();
      server = await GitHttpServer.start({ root: disk.resolve('remotes') });
      url = await server.createRepository('estate');
      return { server, url };
    },
    /** Pushes from a copy of its own. */
    async write(files: Record<string, string>, cache = 'writer') {
      return repositories({ cache }).push(
        { url, branch: 'main' },
        {
          writes: Object.entries(files).map(([path, content]) => ({
            path,
            content,
          })),
          message: 'Change',
          author,
        },
      );
    },
    /** Where a copy keeps its packs. */
    packsOf(cache: string): string {
      const [copy] = readdirSync(disk.resolve(cache));
      return disk.resolve(cache, copy, 'objects', 'pack');
    },
  };
}
