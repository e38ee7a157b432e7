import type { GitTree } from '@groundwork/backstage-plugin-tenancy-node';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { KUSTOMIZATIONS } from '../src/git/KustomizeReferences';
import { defaultLayout, requestPatterns } from '@groundwork/engine';

/** Git in memory, which has its answers ready: how long it takes to look for files is nobody's delay. */
export async function readyGit(files: Record<string, string>) {
  const git = memoryGitRepositories(files);
  const repository = {
    url: 'https://git.example.com/acme/estate.git',
    branch: 'main',
  };
  const unders: Array<readonly string[] | undefined> = [
    ...Object.values(requestPatterns(defaultLayout)),
    KUSTOMIZATIONS,
  ];
  const keyOf = (under: readonly string[] | undefined) => JSON.stringify(under);
  const read = async () => {
    const trees = new Map<string | undefined, GitTree>();
    for (const under of unders) {
      trees.set(keyOf(under), await git.readTree(repository, { under }));
    }
    return { trees, history: await git.readHistory(repository) };
  };
  let shown = await read();
  return {
    ...git,
    readTree: async (_of: unknown, { under }: { under?: string[] } = {}) => {
      const key = keyOf(under);
      const tree =
        shown.trees.get(key) ?? (await git.readTree(repository, { under }));
      shown.trees.set(key, tree);
      return tree;
    },
    readHistory: async () => shown.history,
    /** Makes a change ready, which is there when it is called. */
    prepare: async (changes: Record<string, string>) => {
      git.write(changes);
      const next = await read();
      return () => {
        shown = next;
      };
    },
  };
}
