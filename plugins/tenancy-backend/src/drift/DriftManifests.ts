import { createHash } from 'node:crypto';
import {
  type Facts,
  type FoundManifests,
  type DriftSource,
  isKnown,
  type ManifestSource,
  type Manifests,
  readManifestsInSteps,
  type UnreadManifests,
} from '@groundwork/engine';
import {
  type GitRepositories,
  inTurns,
} from '@groundwork/backstage-plugin-tenancy-node';
import { bareRepository } from '../git/bareRepository';
import type { GitTrees, ReadName } from '../git/GitTrees';
import { Remembered } from './Remembered';

type Read = Manifests | UnreadManifests;

/**
 * What Git says of Applications, at the newest commit and at the one that was deployed. Folders are read once for each commit
 * that touched them, and what holds the same is the same value.
 */
export class DriftManifests {
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #facts: () => Facts;
  readonly #byCommit = new Remembered<Promise<Read>>(2_000);
  readonly #byContent = new Remembered<Read>(1_000);

  constructor(options: {
    git: GitRepositories;
    trees: GitTrees;
    facts: () => Facts;
  }) {
    this.#git = options.git;
    this.#trees = options.trees;
    this.#facts = options.facts;
  }

  /** What Git says of an Application, or why nobody here can tell. */
  async of(
    tenant: string,
    source: DriftSource,
  ): Promise<FoundManifests | { why: string }> {
    const { from } = source;
    if ('why' in from) {
      return from;
    }
    const place = this.#placeOf(tenant, from);
    if ('why' in place) {
      return place;
    }
    const newest = await this.#read(source, from, place.tree, place.commit);
    if (from.deployed === undefined) {
      return { newest, deployed: 'never' };
    }
    return {
      newest,
      deployed: await this.#read(source, from, place.tree, from.deployed),
    };
  }

  #placeOf(
    tenant: string,
    { repository, follows }: ManifestSource,
  ): { tree: ReadName; commit: string } | { why: string } {
    const wanted = bareRepository(repository);
    const trees = this.#trees
      .names(tenant)
      .filter(
        name => bareRepository(this.#trees.repository(name).url) === wanted,
      );
    if (trees.length === 0) {
      return { why: 'its repository is not one that is read here' };
    }
    const branch = follows.replace(/^refs\/heads\//, '');
    const tree = trees.find(
      name =>
        branch === this.#trees.repository(name).branch || branch === 'HEAD',
    );
    if (tree !== undefined) {
      const commit = this.#trees.tree(tree)?.commit;
      return commit === undefined
        ? { why: 'Git has not been read yet' }
        : { tree, commit };
    }
    return /^[0-9a-f]{40}$/.test(follows)
      ? { tree: trees[0], commit: follows }
      : { why: 'it follows a branch or tag that is not read here' };
  }

  async #read(
    source: DriftSource,
    from: ManifestSource,
    tree: ReadName,
    commit: string,
  ): Promise<Read> {
    const change = this.#facts().commits?.lastChange({
      repository: from.repository,
      path: from.root,
      revision: commit,
    });
    const touched =
      change && isKnown(change) && 'commit' in change.value
        ? change.value.commit
        : commit;
    const what = keyOf(source, from, tree);
    const key = `${what}\n${touched}`;
    const known = this.#byCommit.get(key);
    if (known) {
      return known;
    }
    const reading = this.#readAnew(source, from, { tree, commit, what });
    this.#byCommit.set(key, reading);
    const forget = () => this.#byCommit.delete(key);
    // What could not be read may be there the next time.
    reading.then(read => 'why' in read && forget(), forget);
    return reading;
  }

  async #readAnew(
    { object }: DriftSource,
    { path, root }: ManifestSource,
    at: { tree: ReadName; commit: string; what: string },
  ): Promise<Read> {
    const found = await this.#git.readCommit(
      this.#trees.repository(at.tree),
      at.commit,
      { under: [root] },
    );
    if (!found) {
      return {
        why: `commit ${at.commit.slice(0, 7)} is not in the copy of Git here`,
      };
    }
    const hash = createHash('sha256').update(at.what);
    for (const [name, { oid }] of found.files) {
      hash.update(`${oid} ${name}\n`);
    }
    const content = hash.digest('base64url');
    const same = this.#byContent.get(content);
    if (same) {
      return same;
    }
    const read = await inTurns(
      readManifestsInSteps({
        files: found.files,
        commit: at.commit,
        path,
        root,
        application: object,
      }),
    );
    this.#byContent.set(content, read);
    return read;
  }
}

/** What decides, beside files, on what is read of them. */
function keyOf(
  { object, application }: DriftSource,
  { path, root }: ManifestSource,
  tree: ReadName,
): string {
  const { source, sources } = (object.spec ?? {}) as {
    source?: unknown;
    sources?: unknown;
  };
  return JSON.stringify([
    tree,
    root,
    path,
    application.name,
    source ?? null,
    sources ?? null,
  ]);
}
