/**
 * A branch of a remote repository. `url` is the clone URL as Argo CD has it; SSH forms are read over HTTPS.
 *
 * @public
 */
export interface GitBranch {
  url: string;
  branch: string;
}

/**
 * One file of a tree. `content` is its text, and throws a GitFileError where it can't be read; `oid` names the bytes, so equal ids mean equal content.
 *
 * @public
 */
export interface GitFile {
  oid: string;
  content(): string;
}

/**
 * The files of a branch at one commit. Paths are relative to the root with `/` separators.
 * Symbolic links and submodules are left out, since they lead outside of what was asked for.
 *
 * @public
 */
export interface GitTree {
  /** Commit id; all zeros while the repository is empty. */
  commit: string;
  files: ReadonlyMap<string, GitFile>;
  /** When the remote last said that this is the head, milliseconds since the epoch. */
  asOf: number;
}

/**
 * One commit. `at` is when it was committed, milliseconds since the epoch.
 *
 * @public
 */
export interface GitCommit {
  commit: string;
  parents: readonly string[];
  message: string;
  author: string;
  at: number;
}

/**
 * The last commits of a branch, newest first, as far back as the local copy reaches.
 *
 * @public
 */
export interface GitHistory {
  commits: readonly GitCommit[];
  /** The commit that gave each path its present content; absent where that is older than this history. */
  lastChanges: ReadonlyMap<string, string>;
  /**
   * The branch itself, newest first: the commits along first parents, each with the folders and files that it touched, the
   * root as an empty text. Of the oldest nobody knows that, unless it is the branch's first. Empty unless it was asked for.
   */
  line: ReadonlyArray<{ commit: string; touched: TouchedFolders }>;
  /**
   * Whether the history reaches back to the `first` commit of the branch, ends at the `bound` of what is kept, or could be
   * asked for `more`.
   */
  end: 'first' | 'bound' | 'more';
}

/**
 * The folders and files that a commit touched.
 *
 * @public
 */
export type TouchedFolders = Pick<ReadonlySet<string>, 'has'>;

/**
 * What one push changes.
 *
 * @public
 */
export interface GitPush {
  /**
   * The commit that the writes were made from, or several of them. Where the branch has moved on since,
   * the push goes through only if none of its paths changed in between. Default: the head at the time of the push.
   */
  base?: string | readonly string[];
  /** Whether the push goes through only while the branch is at `base`, whatever changed since: for writes that name all that is there. */
  exact?: boolean;
  /** Paths that the writes were decided from without being written, such as the file that names an owner: they must not have changed either. */
  reads?: readonly string[];
  writes: ReadonlyArray<{ path: string; content: string }>;
  /** Paths to remove; those that are not there are passed over. */
  deletes?: readonly string[];
  /**
   * Name of a new branch for the commit, as for a pull request, in place of the branch itself. Where the remote has one of that name that
   * holds the same change it is left as it is, and its head is answered; one that holds another change is a ConflictError, and where
   * there is nothing to change at all it is an InputError.
   */
  newBranch?: string;
  message: string;
  author: { name: string; email: string };
}

/**
 * The commit that holds a push, and its page where the host has one.
 *
 * @public
 */
export interface GitPushed {
  commit: string;
  url: string;
}

/**
 * Git repositories over HTTP, with the credentials of Backstage's `integrations`.
 *
 * @public
 */
export interface GitRepositories {
  /**
   * Reads the head of a branch, or the last commit read if it is still the head.
   *
   * @param repository - clone URL and branch
   * @param options - `under`: folders or files to read, as in `platform/tenants`; a segment `*` stands for any one name, and
   *   `**` before a single name for any folder. Default: everything.
   *   `maxAge`: milliseconds that the last word of the remote may be old, so that it need not be asked. Default: 0
   * @throws AuthenticationError, NotAllowedError, NotFoundError or ServiceUnavailableError, which name the remote and never its credential
   */
  readTree(
    repository: GitBranch,
    options?: { under?: readonly string[]; maxAge?: number },
  ): Promise<GitTree>;

  /**
   * Reads the files of one commit of a branch, as far as the local copy reaches back. The remote is asked for nothing but a
   * first copy.
   *
   * @param options - `under` as in `readTree`
   * @returns undefined for a commit that is not at hand
   * @throws as `readTree`
   */
  readCommit(
    repository: GitBranch,
    commit: string,
    options?: { under?: readonly string[] },
  ): Promise<Pick<GitTree, 'commit' | 'files'> | undefined>;

  /**
   * Reads the last commits of a branch, and which of them last changed these paths. With `line`, also what each commit
   * touched, but for those that are known already. With a `depth`, commits that are older than those at hand are fetched
   * too, up to 2,000 and 32 MiB.
   *
   * @throws as `readTree`
   */
  readHistory(
    repository: GitBranch,
    options?: {
      paths?: readonly string[];
      line?: { known: ReadonlyMap<string, TouchedFolders> };
      depth?: number;
      maxAge?: number;
    },
  ): Promise<GitHistory>;

  /**
   * Commits on the branch and pushes. Nothing is committed if the branch holds it all already.
   *
   * @throws ConflictError when a touched path changed since `base`; InputError for a path that leaves the repository; and as `readTree`
   */
  push(repository: GitBranch, push: GitPush): Promise<GitPushed>;

  /** Calls back after each push of this process, so that what it changed can be read at once. Returns how to stop that. */
  onPush(listener: (repository: GitBranch) => void): () => void;

  /** Page of the repository, without asking anyone. */
  pageUrl(repository: GitBranch): string;

  /** Page of a commit, without asking anyone. */
  commitUrl(repository: GitBranch, commit: string): string;

  /** Page of a file on the branch, without asking anyone. */
  fileUrl(repository: GitBranch, path: string): string;
}
