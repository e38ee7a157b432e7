import { FindingsError } from '@groundwork/engine';

/**
 * A file in Git whose text can't be read: it is too large, or in an encoding that nobody reads. One finding, `FileUnreadable`.
 *
 * @public
 */
export class GitFileError extends FindingsError {
  readonly name = 'GitFileError';

  readonly #path: string;
  readonly #problem: string;

  /** @param tree - whose the file is: who reads a repository does not know */
  constructor(
    path: string,
    problem: string,
    tree: 'platform' | 'tenants' = 'platform',
  ) {
    super([
      {
        code: 'FileUnreadable',
        severity: 'error',
        subject: { cluster: 'git', group: '', kind: 'File', name: path },
        message: `${path} cannot be read. ${problem}`,
        fix: 'Fix the file in Git, or delete it.',
        fixableBy: tree === 'tenants' ? 'tenant' : 'platform',
        evidence: [],
      },
    ]);
    this.#path = path;
    this.#problem = problem;
  }

  /** The same, said to those who can fix it. */
  inTree(tree: 'platform' | 'tenants'): GitFileError {
    return new GitFileError(this.#path, this.#problem, tree);
  }
}
