import { Change, CommitFact, Facts, Snapshot, lastValue } from '../model';
import { Platform, repositoryOf } from '../platform';
import {
  platformDirectory,
  requestsDirectory,
  tenantDirectory,
  tenantRequestPath,
} from '../request';
import { readApplication } from '../status/sync/application';
import { findApplications } from '../status/sync/findApplications';
import { commitSubject, plainLine } from './plainLine';

/** Of more commits the older ones are not told. */
const MAX_COMMITS = 200;

/**
 * A commit that touched the files of a tenant, with the environments whose files those are; none where it touched a request.
 *
 * @public
 */
export interface ObservedCommit extends CommitFact {
  environments: readonly string[];
  tree: 'platform' | 'tenants';
}

/**
 * The commits that touched a tenant's files, newest first: the folders that its requests render to, the requests themselves,
 * and what its Applications are made from.
 *
 * @public
 */
export function observedCommits(
  tenant: {
    name: string;
    environments: ReadonlyArray<{ name: string }>;
  },
  snapshot: Snapshot,
  options: { platform: Platform; facts?: Facts },
): ObservedCommit[] {
  const { platform, facts } = options;
  const found = new Map<
    string,
    ObservedCommit & { order: number; after: number }
  >();
  const add = (
    tree: 'platform' | 'tenants',
    path: string,
    environment?: string,
    repository?: string,
    revision?: string,
  ) => {
    const from =
      environment === undefined
        ? platform.repository[tree]
        : repositoryOf(platform, environment, tree, tenant.name);
    const known = facts?.commits?.changes(
      {
        repository: repository ?? from.url,
        path,
        revision: revision ?? from.branch,
      },
      MAX_COMMITS,
    );
    const commits = (known && lastValue(known)) ?? [];
    // Clocks of those who commit differ: none comes before the one that it is built on.
    let built = -Infinity;
    for (let order = commits.length - 1; order >= 0; order -= 1) {
      const commit = commits[order];
      const before = found.get(commit.commit);
      const { environments = [] } = before ?? {};
      built = Math.max(built, commit.at ?? 0, before?.after ?? 0);
      found.set(commit.commit, {
        ...commit,
        tree,
        order,
        after: built,
        environments:
          environment === undefined || environments.includes(environment)
            ? environments
            : [...environments, environment],
      });
    }
  };
  const { name } = tenant;
  const { layout } = platform;
  add('platform', tenantRequestPath(name, layout));
  add('tenants', requestsDirectory(name, layout));
  for (const environment of platform.environments) {
    if (tenant.environments.some(each => each.name === environment.name)) {
      add(
        'platform',
        platformDirectory(name, environment.name, undefined, layout),
        environment.name,
      );
      add(
        'tenants',
        tenantDirectory(name, environment.name, layout),
        environment.name,
      );
      const applications = lastValue(
        findApplications(name, snapshot, environment, platform),
      );
      for (const { object } of (applications ?? []).slice(0, 50)) {
        for (const { repository, path, follows } of readApplication(object)
          .sources) {
          // What deploys the whole repository is touched by everybody's commits.
          if (path && path !== '.') {
            add('tenants', path, environment.name, repository, follows);
          }
        }
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => b.after - a.after || a.order - b.order)
    .slice(0, MAX_COMMITS)
    .map(({ order: _order, after: _after, ...commit }) => commit);
}

/**
 * The commits that are not known yet as changes. Whoever commits writes the time that Git tells: what comes on top of commits
 * that were known before came after the last look, whatever it says.
 *
 * @public
 */
export function commitChanges(
  commits: readonly ObservedCommit[],
  known: ReadonlySet<string>,
  times: { since: number; now: number; oldest: number },
): Change[] {
  const first = commits.findIndex(({ commit }) => known.has(commit));
  // Where history was written anew, its head is.
  const newest = first < 0 && known.size > 0 ? 1 : first;
  return commits
    .map(({ at, seenAt, ...commit }, place) => {
      const isNew = place < newest;
      const told = Math.min(at ?? seenAt ?? times.now, times.now);
      return { ...commit, at: isNew ? Math.max(told, times.since) : told };
    })
    .filter(({ commit, at }) => !known.has(commit) && at >= times.oldest)
    .map(({ commit, message, author, environments, tree, at }) => ({
      key: `commit/${commit}`,
      kind: 'commit',
      event: 'committed',
      environments,
      at,
      text: commitSubject(message),
      by: plainLine(author, 100),
      commit,
      tree,
    }));
}
