import {
  CommitFact,
  CommitQuery,
  Commits,
  EnvironmentChange,
  isKnown,
} from '../../model';
import { Platform, repositoryOf } from '../../platform';
import { placeOf, treeOf } from '../../request/paths';

/** How far back it is looked who changed something first. */
const looked = 50;

/** The files of a change, in the earlier and in the later environment; also such as are gone, or never were. */
export interface ChangedFiles {
  earlier: readonly string[];
  later: readonly string[];
}

type Origin = Pick<EnvironmentChange, 'direction' | 'commit' | 'olderThan'>;

/**
 * Which of two environments had a change first, and by which commit: the last commit that touched the files of one and not of the
 * other.
 */
export function originOf(
  files: ChangedFiles,
  only: 'earlier' | 'later' | undefined,
  commits: Commits | undefined,
  platform: Platform,
): Origin {
  const queryOf = (path: string): CommitQuery => {
    const {
      tree = treeOf(path, platform.layout),
      environment = '',
      tenant = '',
    } = placeOf(path, platform.layout) ?? {};
    const { url, branch } = repositoryOf(platform, environment, tree, tenant);
    return { repository: url, path, revision: branch };
  };
  const touching = (paths: readonly string[]) =>
    paths.flatMap(path => {
      const known = commits?.changes(queryOf(path), looked);
      return known && isKnown(known) ? known.value : [];
    });
  const [earlier, later] = [touching(files.earlier), touching(files.later)];
  const newestEarlier = newest(earlier, later);
  const newestLater = newest(later, earlier);
  const isLater = isAfter(newestLater, newestEarlier);
  const first = isLater ? newestLater : newestEarlier;
  if (first) {
    return { direction: isLater ? 'ahead' : 'behind', commit: first };
  }
  const age = ageOf([...files.earlier, ...files.later].map(queryOf), commits);
  const both = earlier[0] ?? later[0];
  return {
    direction: directionOf(only),
    ...(both ? { commit: both } : {}),
    ...(!both && age !== undefined ? { olderThan: age } : {}),
  };
}

/** Of what Git does not tell: what only one side has, the other lacks. */
function directionOf(
  only: 'earlier' | 'later' | undefined,
): EnvironmentChange['direction'] {
  if (only === undefined) {
    return 'unclear';
  }
  return only === 'earlier' ? 'behind' : 'ahead';
}

/** The newest commit of one side that did not touch the other. */
function newest(
  own: readonly CommitFact[],
  other: readonly CommitFact[],
): CommitFact | undefined {
  const shared = new Set(other.map(({ commit }) => commit));
  return own
    .filter(({ commit }) => !shared.has(commit))
    .reduce<CommitFact | undefined>(
      (found, each) => (isAfter(each, found) ? each : found),
      undefined,
    );
}

function isAfter(
  a: CommitFact | undefined,
  b: CommitFact | undefined,
): boolean {
  return a !== undefined && (b === undefined || (a.at ?? 0) > (b.at ?? 0));
}

function ageOf(
  queries: readonly CommitQuery[],
  commits: Commits | undefined,
): number | undefined {
  for (const query of queries) {
    const known = commits?.lastChange(query);
    if (known && isKnown(known) && 'olderThan' in known.value) {
      return known.value.olderThan;
    }
  }
  return undefined;
}
