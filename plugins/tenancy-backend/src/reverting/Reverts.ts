import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  PreviewView,
  RequestName,
  RevertView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { type RequestEdit, requestPathOf } from '@groundwork/engine';
import { createHash } from 'node:crypto';
import type { Viewer } from '../access/Viewer';
import type { RequestEntry } from '../git/RequestIndex';
import { readBase } from '../preview/readBase';
import { refuseFindings } from '../proposing/refuseFindings';
import { requestAt } from './requestAt';
import type { RevertingParts } from './RevertingParts';

/** How far back a commit is looked for. */
const DEPTH = 2000;

/** A commit that changed a request, and what is to be taken back. */
export interface RevertAsk extends RequestName {
  viewer: Viewer;
  commit: string;
}

interface Decided {
  edit: RequestEdit;
  entry: RequestEntry;
  owner?: string;
  preview: PreviewView;
}

/**
 * Takes back what a commit changed of one request: the difference that it made, turned round and laid over what Git holds now. What was
 * changed since stays; where both touched a field, that is a conflict and nothing is written. Nothing else of the commit is touched, so
 * neither files of other tenants nor what somebody wrote beside it.
 */
export class Reverts {
  readonly #parts: RevertingParts;

  constructor(parts: RevertingParts) {
    this.#parts = parts;
  }

  /**
   * What a revert would write, with conflicts among its findings.
   *
   * @throws NotFoundError where there is no such request, or it is not the viewer's; InputError for a commit that did not change it, or
   * is not on the branch
   */
  async preview(ask: RevertAsk): Promise<RevertView> {
    const { preview } = await this.#decide(ask);
    const { changes, findings, files } = preview;
    return {
      changes,
      findings,
      files: files.filter(({ change }) => change !== 'same'),
    };
  }

  /**
   * Commits or proposes the revert.
   *
   * @throws as `preview`; InputError with the fields in conflict; ConflictError where there is nothing to take back
   */
  async revert(ask: RevertAsk): Promise<{ commit?: string; url: string }> {
    const { tenant, kind, name, commit, viewer } = ask;
    const { edit, entry, owner, preview } = await this.#decide(ask);
    refuseFindings(preview.findings);
    if (preview.files.every(({ change }) => change === 'same')) {
      throw new ConflictError(
        `Git holds nothing any more of what ${commit.slice(
          0,
          7,
        )} changed of ${kind} ${name}`,
      );
    }
    const hash = createHash('sha256')
      .update(JSON.stringify([entry.path, entry.oid, edit.to]))
      .digest('hex');
    return this.#parts.publisher.publish({
      preview,
      tenant,
      kind: entry.kind,
      name,
      ...(owner === undefined ? {} : { owner }),
      requestOid: entry.oid,
      title: `Take back ${commit.slice(
        0,
        7,
      )} of ${entry.kind.toLowerCase()} ${name} of ${tenant}`,
      body: [
        ...preview.changes.map(
          change => `- ${change.replace(/^[-+~]/, '\\$&')}`,
        ),
        '',
        `Takes back ${commit}.`,
      ].join('\n'),
      branch: `groundwork/revert-${tenant}-${name}-${hash.slice(0, 12)}`,
      author: await this.#parts.authorOf({ viewer }),
      by: viewer.user ?? 'a plugin',
    });
  }

  async #decide(ask: RevertAsk): Promise<Decided> {
    const { viewer, tenant, kind, name, commit } = ask;
    const { access, directory, git, trees, previews } = this.#parts;
    await access.read(viewer, tenant);
    const { requestIndex } = await readBase({ ...this.#parts, fresh: true });
    const { owner } = await access.update(
      viewer,
      tenant,
      directory.at(requestIndex),
    );
    const entry = requestIndex.find(tenant, kind, name);
    if (!entry?.request) {
      throw new NotFoundError(
        `There is no ${kind} ${name} of tenant ${tenant} that can be read`,
      );
    }
    const repository = trees.repository(entry.tree);
    const { commits } = await git.readHistory(repository, {
      depth: DEPTH,
      maxAge: Number.MAX_SAFE_INTEGER,
    });
    const found = commits.find(each => each.commit === commit);
    const before = found?.parents[0];
    if (!found || before === undefined) {
      throw new InputError(
        `commit: ${commit.slice(0, 7)} is not on branch ${
          repository.branch
        } with what was before it, as far back as its history is read. Only what was merged is taken back`,
      );
    }
    const path = requestPathOf(
      { kind: entry.kind, tenant, name },
      requestIndex,
    );
    const [after, was] = await Promise.all(
      [commit, before].map(each =>
        requestAt(git, repository, each, path, requestIndex),
      ),
    );
    if (!after || !was) {
      throw new InputError(
        `commit: ${commit.slice(0, 7)} ${
          after ? 'added' : 'removed'
        } ${path}. Remove the request, or ask for it again`,
      );
    }
    if (same(after.spec, was.spec)) {
      throw new InputError(
        `commit: ${commit.slice(0, 7)} changed nothing of ${path}`,
      );
    }
    const edit: RequestEdit = {
      kind: entry.kind,
      name,
      ...(entry.request.metadata.tenant === undefined ? {} : { tenant }),
      base: after.spec,
      to: was.spec,
    };
    return {
      edit,
      entry,
      ...(owner === undefined ? {} : { owner }),
      preview: await previews.ofRequest(viewer, { edit, fresh: true }),
    };
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
