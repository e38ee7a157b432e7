import { MessageChannel } from 'node:worker_threads';
import type { createGitRepositories, GitRepositories } from '../git';
import { gitRepositoriesOn } from '../git/gitRepositoriesOn';
import { GitThread } from '../git/worker/GitThread';
import { serveGit } from '../git/worker/serveGit';

/**
 * Git repositories as {@link createGitRepositories} makes them, but read and written in the thread of the test, so that it
 * can play a disk that is full. For tests.
 *
 * @public
 */
export function gitRepositoriesHere(
  options: Parameters<typeof createGitRepositories>[0],
): GitRepositories {
  const start = () => {
    const { port1, port2 } = new MessageChannel();
    serveGit(port1);
    port1.unref();
    const terminate = async () => {
      port2.close();
      return 0;
    };
    return Object.assign(port2, { terminate });
  };
  return gitRepositoriesOn(new GitThread(start), options);
}
