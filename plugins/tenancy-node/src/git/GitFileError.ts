import { FindingsError } from '@groundwork/engine';

/**
 * A file in Git whose text can't be read: it is too large, or in an encoding that nobody reads. One finding, `FileUnreadable`.
 *
 * @public
 */
export class GitFileError extends FindingsError {
  readonly name = 'GitFileError';

  constructor(path: string, problem: string) {
    super([
      {
        code: 'FileUnreadable',
        severity: 'error',
        subject: { cluster: 'git', group: '', kind: 'File', name: path },
        message: `${path} cannot be read. ${problem}`,
        fix: 'Fix the file in Git, or delete it.',
        fixableBy: path.startsWith('tenants/') ? 'tenant' : 'platform',
        evidence: [],
      },
    ]);
  }
}
