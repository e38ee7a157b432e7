import type { KnownVersion } from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  FindingsError,
  imagesOf,
  parseRequestText,
  plainLine,
} from '@groundwork/engine';
import type { RequestEntry } from '../git/RequestIndex';
import type { Tenancy } from '../Tenancy';

const MOST_COMMITS = 60;
const MOST_IMAGES = 20;
const LONGEST_NAME = 100;

type Brought = Pick<KnownVersion, 'commit' | 'at' | 'by'>;

/** The images that a request ran, newest first, each with the commit that brought it, as far back as the branch is at hand here. */
export async function imageHistory(
  { git, trees, requestIndex }: Pick<Tenancy, 'git' | 'trees' | 'requestIndex'>,
  { path, tree }: Pick<RequestEntry, 'path' | 'tree'>,
  tenantEnvironments: readonly string[],
): Promise<Map<string, Brought>> {
  const repository = trees.repository(tree);
  const { commits, end } = await git.readHistory(repository, {
    maxAge: Number.MAX_SAFE_INTEGER,
  });
  const byId = new Map(commits.map(each => [each.commit, each]));
  const found = new Map<string, Brought>();
  const parsed = new Map<string, readonly string[]>();
  let running = new Set<string>();
  let commit = commits.at(0);
  for (let seen = 0; commit && seen < MOST_COMMITS; seen += 1) {
    await letOthers();
    const there = await git.readCommit(repository, commit.commit, {
      under: [path],
    });
    const file = there?.files.get(path);
    if (!there) {
      break;
    }
    const images = file ? imagesAt(file) : [];
    for (const image of images) {
      if (!found.has(image) || running.has(image)) {
        found.set(image, {
          commit: commit.commit,
          at: commit.at,
          by: plainLine(commit.author, LONGEST_NAME),
        });
      }
    }
    running = new Set(images);
    if (found.size >= MOST_IMAGES) {
      break;
    }
    commit = byId.get(commit.parents[0] ?? '');
  }
  if (commit || end !== 'first') {
    // What stands in the oldest that was looked at may have come before.
    running.forEach(image => found.set(image, {}));
  }
  return found;

  function imagesAt(file: { oid: string; content(): string }) {
    const known = parsed.get(file.oid);
    if (known) {
      return known;
    }
    const images = imagesIn(file.content);
    parsed.set(file.oid, images);
    return images;
  }

  function imagesIn(content: () => string): string[] {
    try {
      const request = parseRequestText(content(), requestIndex);
      return [
        ...new Set(
          Object.values(
            imagesOf(request, tenantEnvironments, requestIndex.capabilities) ??
              {},
          ),
        ),
      ];
    } catch (error) {
      if (
        error instanceof FindingsError ||
        (error instanceof Error && error.name === 'GitFileError')
      ) {
        return [];
      }
      throw error;
    }
  }
}
