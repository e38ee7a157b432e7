import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  PreviewInput,
  PreviewView,
  RequestName,
  RequestChangeView,
  RevertListView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { GitBranch } from '@groundwork/backstage-plugin-tenancy-node';
import { requestPathOf, tenantRequestPath } from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { RequestIndex } from '../git/RequestIndex';
import { readBase } from '../preview/readBase';
import { changeOf } from '../proposing/changeOf';
import { publishDecided } from '../proposing/publishDecided';
import type { Change, Published } from '../proposing/Publisher';
import { requestChangeView } from '../views/requestChangeView';
import { assertOwnTime } from './assertOwnTime';
import { changedRequests } from './changedRequests';
import { mergedCommit, notMerged } from './MergedCommit';
import { requestAt } from './requestAt';
import type { RevertingParts } from './RevertingParts';

/** A commit that changed a request, and what is to be taken back. */
export interface RevertAsk extends RequestName {
  viewer: Viewer;
  commit: string;
  /** Ids of the removals that the viewer has confirmed. */
  confirmed?: string[];
}

interface Decided {
  request: RequestName;
  oid?: string;
  owner?: string;
  preview: PreviewView;
}

/**
 * Takes back what a commit changed of one request: the difference that it made, turned round and laid over what Git holds now. What was
 * changed since stays; where both touched a field, that is a conflict and nothing is written. A request that the commit removed comes
 * back, one that it added goes. Nothing else of the commit is touched, so neither files of other tenants nor what somebody wrote beside
 * it.
 */
export class Reverts {
  readonly #parts: RevertingParts;

  constructor(parts: RevertingParts) {
    this.#parts = parts;
  }

  /**
   * The requests of a tenant that a commit changed.
   *
   * @throws NotFoundError where the tenant is not the viewer's; InputError for a commit that is not on the branch
   */
  async list(
    ask: Pick<RevertAsk, 'viewer' | 'tenant' | 'commit'>,
  ): Promise<RevertListView> {
    const { viewer, tenant, commit } = ask;
    const { owner, requestIndex } = await this.#assertOwn(viewer, tenant);
    const { git, trees } = this.#parts;
    const items: RevertListView['items'] = [];
    let isFound = false;
    for (const repository of distinct([
      trees.repository('tenants'),
      trees.repository('platform'),
    ])) {
      const merged = await mergedCommit(git, repository, commit);
      if (merged) {
        isFound = true;
        await assertOwnTime(this.#parts, {
          viewer,
          tenant,
          owner,
          repository,
          merged,
          parse: requestIndex,
        });
        const found = await changedRequests(this.#parts, repository, merged, {
          tenant,
          requestIndex,
        });
        items.push(
          ...found.map(({ kind, name, what }) => ({ kind, name, what })),
        );
      }
    }
    if (!isFound) {
      throw this.#notFound(commit, trees.repository('tenants'), tenant);
    }
    return { tenant, commit, items };
  }

  /**
   * What a revert would write, with conflicts among its findings.
   *
   * @throws NotFoundError where the tenant is not the viewer's; InputError for a commit that did not change the request, or is not on
   * the branch
   */
  async preview(ask: RevertAsk): Promise<RequestChangeView> {
    const { preview } = await this.#decide(ask);
    return requestChangeView(preview, this.#parts.trees.layout);
  }

  /**
   * Commits or proposes the revert.
   *
   * @throws as `preview`; InputError with the fields in conflict; ConflictError where there is nothing to take back
   */
  async revert(ask: RevertAsk): Promise<Published> {
    return publishDecided(this.#parts.publisher, () => this.#changeOf(ask));
  }

  async #changeOf(ask: RevertAsk): Promise<Change> {
    const { viewer, commit } = ask;
    const decided = await this.#decide(ask);
    const { request, preview } = decided;
    const { tenant, kind, name } = request;
    const short = commit.slice(0, 7);
    const isNothing =
      preview.files.every(({ change }) => change === 'same') &&
      preview.findings.every(({ severity }) => severity !== 'error');
    if (isNothing) {
      throw new ConflictError(
        `Git holds nothing any more of what ${short} changed of ${kind} ${name}`,
      );
    }
    return changeOf(this.#parts, {
      ...decided,
      viewer,
      title: `Take back ${short} of ${kind.toLowerCase()} ${name} of ${tenant}`,
      notes: [`Takes back ${commit}.`],
      word: 'revert',
    });
  }

  async #assertOwn(
    viewer: Viewer,
    tenant: string,
  ): Promise<{ owner?: string; requestIndex: RequestIndex }> {
    const { access, directory } = this.#parts;
    await access.read(viewer, tenant);
    const { requestIndex } = await readBase({ ...this.#parts, fresh: true });
    const { owner } = await access.update(
      viewer,
      tenant,
      directory.at(requestIndex),
    );
    return { requestIndex, ...(owner === undefined ? {} : { owner }) };
  }

  async #decide(ask: RevertAsk): Promise<Decided> {
    const { viewer, tenant, kind, name, commit, confirmed } = ask;
    const { git, trees, previews } = this.#parts;
    const { owner, requestIndex } = await this.#assertOwn(viewer, tenant);
    const path = requestPathOf(
      { kind, tenant, name },
      trees.layout,
      requestIndex,
    );
    const isOwn = path === tenantRequestPath(tenant, trees.layout);
    const repository = trees.repository(isOwn ? 'platform' : 'tenants');
    const merged = await mergedCommit(git, repository, commit);
    if (!merged) {
      throw this.#notFound(commit, repository, tenant);
    }
    await assertOwnTime(this.#parts, {
      viewer,
      tenant,
      owner,
      repository,
      merged,
      parse: requestIndex,
    });
    const [after, was] = await Promise.all(
      [commit, merged.before].map(each =>
        requestAt(git, repository, each, path, requestIndex),
      ),
    );
    const entry = requestIndex.find(tenant, kind, name);
    const input = this.#inputOf({ ask, path, isOwn, after, was, entry });
    return {
      request: { tenant, kind: entry?.kind ?? was?.kind ?? kind, name },
      ...(entry === undefined ? {} : { oid: entry.oid }),
      ...(owner === undefined ? {} : { owner }),
      preview: await previews.ofRequest(viewer, {
        ...input,
        fresh: true,
        ...(confirmed ? { confirmed } : {}),
      }),
    };
  }

  /** What environments have on branches of their own is taken back where it was asked for. */
  #notFound(commit: string, repository: GitBranch, tenant: string): InputError {
    const { sources } =
      this.#parts.revisions.promotedFrom(commit, tenant) ?? {};
    const short = [...new Set(Object.values(sources ?? {}))].map(each =>
      each.slice(0, 7),
    );
    return short.length > 0
      ? new InputError(
          `commit: ${commit.slice(
            0,
            7,
          )} promoted what requests say to an environment, as of ${short.join(
            ' and ',
          )}. Take back the commit that changed the request, which is promoted in turn`,
        )
      : notMerged(commit, repository);
  }

  /** What is asked for so that the commit is taken back. */
  #inputOf(options: {
    ask: RevertAsk;
    path: string;
    isOwn: boolean;
    after: Awaited<ReturnType<typeof requestAt>>;
    was: Awaited<ReturnType<typeof requestAt>>;
    entry: ReturnType<RequestIndex['find']>;
  }): PreviewInput {
    const { ask, path, isOwn, after, was, entry } = options;
    const { tenant, kind, name } = ask;
    const short = ask.commit.slice(0, 7);
    if (!after && !was) {
      throw new InputError(`commit: ${short} did not touch ${path}`);
    }
    if (!after) {
      return { request: was, expect: 'create' };
    }
    if (!entry) {
      throw new NotFoundError(
        `There is no ${kind} ${name} of tenant ${tenant} any more, so nothing of it can be taken back. Take back the commit that removed it first`,
      );
    }
    if (!entry.request) {
      throw new InputError(
        `${entry.path} cannot be read as a request, so nothing can be taken back: ${entry.findings[0]?.message}`,
      );
    }
    if (!was) {
      if (isOwn) {
        throw new InputError(
          `commit: ${short} made tenant ${tenant}. A tenant leaves in steps: drain it instead`,
        );
      }
      return { remove: { tenant, kind: entry.kind, name } };
    }
    if (same(after.spec, was.spec)) {
      throw new InputError(
        `commit: ${short} changed nothing of ${path} that a request says`,
      );
    }
    return {
      edit: {
        kind: entry.kind,
        name,
        ...(entry.request.metadata.tenant === undefined ? {} : { tenant }),
        base: after.spec,
        to: was.spec,
      },
    };
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function distinct<T extends { url: string; branch: string }>(
  repositories: readonly T[],
): T[] {
  return [
    ...new Map(
      repositories.map(each => [`${each.url} ${each.branch}`, each]),
    ).values(),
  ];
}
