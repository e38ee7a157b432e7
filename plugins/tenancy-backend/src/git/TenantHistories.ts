import {
  CommitHistory,
  type CommitLine,
  type CommitQuery,
  type Commits,
  isKnown,
  type Known,
} from '@groundwork/engine';
import { bareRepository } from './bareRepository';

interface Own {
  tenant: string;
  repository: string;
  branch: string;
  history: CommitHistory;
}

/**
 * The histories of the branches of tenants, each by itself: one that moves has none of the others made anew. What is not asked of
 * them is asked of the history of all others.
 */
export class TenantHistories<Name extends string> {
  readonly #byName = new Map<Name, Own>();
  readonly #byRepository = new Map<string, Set<Name>>();
  /** What is answered to a tenant, the same until something of it is another. */
  readonly #ofTenant = new Map<string, { rest: Commits; commits: Commits }>();

  set(name: Name, tenant: string, line: CommitLine): void {
    this.delete(name);
    const repository = bareRepository(line.repository);
    const history = new CommitHistory([line]);
    this.#byName.set(name, {
      ...{ tenant, repository, history },
      branch: line.branch,
    });
    const names = this.#byRepository.get(repository) ?? new Set();
    this.#byRepository.set(repository, names.add(name));
  }

  delete(name: Name): void {
    const own = this.#byName.get(name);
    if (own) {
      this.#byName.delete(name);
      this.#byRepository.get(own.repository)?.delete(name);
      this.#ofTenant.delete(own.tenant);
    }
  }

  /**
   * All histories as one.
   *
   * @param onOlder - called where older commits were asked for, with the branch of a tenant or none of theirs
   */
  with(rest: Commits, onOlder: (name: Name | undefined) => void): Commits {
    const ask = <T>(
      query: CommitQuery,
      of: (commits: Commits) => Known<T>,
    ): { answer: Known<T>; name?: Name } => {
      for (const name of this.#namesFor(query)) {
        const own = this.#byName.get(name);
        const answer = own && of(own.history);
        if (answer && isKnown(answer)) {
          return { answer, name };
        }
      }
      return { answer: of(rest) };
    };
    return {
      lastChange: query => {
        const { answer, name } = ask(query, each => each.lastChange(query));
        if (isKnown(answer) && 'olderThan' in answer.value) {
          onOlder(name);
        }
        return answer;
      },
      changes: (query, most) =>
        ask(query, each => each.changes(query, most)).answer,
    };
  }

  /** What is answered to a tenant: another object once its own history, or that of all others, is another. */
  ofTenant(tenant: string, rest: Commits): Commits {
    const known = this.#ofTenant.get(tenant);
    if (known?.rest === rest) {
      return known.commits;
    }
    const commits: Commits = {
      lastChange: query => rest.lastChange(query),
      changes: (query, most) => rest.changes(query, most),
    };
    this.#ofTenant.set(tenant, { rest, commits });
    return commits;
  }

  /** The branches that may know a revision: a name of a branch tells which one, and HEAD where there is no other. */
  #namesFor({ repository, revision }: CommitQuery): Name[] {
    const names = [
      ...(this.#byRepository.get(bareRepository(repository)) ?? []),
    ];
    const branch = revision.replace(/^refs\/heads\//, '');
    const named = names.filter(
      name => this.#byName.get(name)?.branch === branch,
    );
    if (named.length > 0) {
      return named;
    }
    return branch === 'HEAD' && names.length > 1 ? [] : names;
  }
}
