import type { GitCommit } from '@groundwork/backstage-plugin-tenancy-node';
import { type Promotion, readPromotion } from '@groundwork/engine';

/**
 * What each commit on the branch of an environment holds of the requests, by its message or that of the newest commit before it that
 * promotes: a merge says nothing of it itself.
 *
 * @param commits - newest first
 */
export function promotedBy(
  commits: readonly GitCommit[],
): ReadonlyMap<string, Promotion> {
  const places = new Map(commits.map(({ commit }, place) => [commit, place]));
  const found = new Map<string, { place: number; promotion: Promotion }>();
  for (let place = commits.length - 1; place >= 0; place -= 1) {
    const { commit, message, parents } = commits[place];
    const own = readPromotion(message);
    const before = parents
      .filter(each => places.has(each))
      .flatMap(each => found.get(each) ?? [])
      .sort((a, b) => a.place - b.place)
      .at(0);
    const last = own ? { place, promotion: own } : before;
    if (last) {
      found.set(commit, last);
    }
  }
  return new Map(
    [...found].map(([commit, { promotion }]) => [commit, promotion]),
  );
}
