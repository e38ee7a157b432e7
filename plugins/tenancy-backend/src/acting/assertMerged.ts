import { InputError } from '@backstage/errors';
import { type KubernetesObject, samePlace } from '@groundwork/engine';
import type { ActingParts } from './ActingParts';
import { comparedRevision, earlierRevisions } from './revisions';

const DEPTH = 2000;

/**
 * Refuses a revision that the Application does not follow: it must be an ancestor of the branch in our copy of Git, so that nothing
 * is deployed that nobody merged, and one that the Application had before.
 *
 * @throws InputError
 */
export async function assertMerged(
  { git, trees }: Pick<ActingParts, 'git' | 'trees'>,
  object: KubernetesObject,
  revision: string,
  options: { tenant: string; automated: boolean; dryRun: boolean },
): Promise<void> {
  const compared = comparedRevision(object);
  if (revision === compared) {
    return;
  }
  if (options.automated && !options.dryRun) {
    throw new InputError(
      'revision: this Application syncs by itself, and Argo CD takes no older revision then. Revert the commit in Git instead',
    );
  }
  if (!earlierRevisions(object).some(each => each.revision === revision)) {
    throw new InputError(
      'revision: the Application never had it. Choose one of its history, or leave it out for what it follows',
    );
  }
  const { repoURL, targetRevision } = sourceOf(object);
  const tree = trees
    .names(options.tenant)
    .map(name => trees.repository(name))
    .find(
      ({ url, branch }) =>
        typeof repoURL === 'string' &&
        samePlace(url, repoURL) &&
        branch === targetRevision,
    );
  if (!tree) {
    throw new InputError(
      'revision: the branch of this Application is not read here, so that the revision was merged is not known. Leave it out for what it follows',
    );
  }
  const { commits } = await git.readHistory(tree, {
    depth: DEPTH,
    maxAge: trees.interval,
  });
  if (!commits.some(({ commit }) => commit === revision)) {
    throw new InputError(
      `revision: is not on branch ${tree.branch}, as far back as its history is read. Only what was merged is deployed`,
    );
  }
}

function sourceOf({ spec }: KubernetesObject) {
  const { source } = Object(spec) as {
    source?: { repoURL?: unknown; targetRevision?: unknown };
  };
  return { repoURL: source?.repoURL, targetRevision: source?.targetRevision };
}
