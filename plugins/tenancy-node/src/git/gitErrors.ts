import { GitProblem, isErrorLike } from './GitProblem';
import { Errors } from 'isomorphic-git';

/**
 * Says in our words what a remote answered. Only its address is named: neither headers nor the remote's page,
 * which may hold a credential, reach the message or its cause.
 */
export function gitError(remote: string, error: unknown): Error {
  if (error instanceof Errors.HttpError) {
    const { statusCode } = error.data;
    switch (statusCode) {
      case 401:
        return new GitProblem(
          'AuthenticationError',
          `Git remote ${remote} needs a credential, or rejects the configured one. The platform team sets it under integrations in app-config`,
        );
      case 403:
        return new GitProblem(
          'NotAllowedError',
          `Git remote ${remote} rejects the configured credential. The platform team must give it access to the repository`,
        );
      case 404:
        return new GitProblem(
          'NotFoundError',
          `Git remote ${remote} does not exist, or the configured credential has no access. The platform team checks tenancy.repository and integrations in app-config`,
        );
      default:
        return new GitProblem(
          'ServiceUnavailableError',
          `Git remote ${remote} answered with HTTP status ${statusCode}`,
        );
    }
  }
  if (error instanceof Errors.SmartHttpError) {
    return new GitProblem(
      'ServiceUnavailableError',
      `${remote} does not answer like a Git server. The platform team checks tenancy.repository in app-config`,
    );
  }
  if (isErrorLike(error) && error.name === 'TimeoutError') {
    return new GitProblem(
      'ServiceUnavailableError',
      `Git remote ${remote} took too long to answer`,
    );
  }
  return new GitProblem(
    'ServiceUnavailableError',
    `Git remote ${remote} cannot be read: ${reasonOf(error)}`,
  );
}

function reasonOf(error: unknown): string {
  if (!isErrorLike(error)) {
    return 'unknown reason';
  }
  // fetch says no more than "fetch failed"; the reason is in its cause.
  const cause: unknown = error.cause;
  return isErrorLike(cause)
    ? cause.message || String(cause.code)
    : error.message;
}

/** Codes of the system for a disk that takes or gives nothing. */
const DISK: Record<string, string> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file would be too large',
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EIO: 'the disk is broken',
  EMFILE: 'this process has too many files open',
  ENFILE: 'this machine has too many files open',
};

/** That the disk is at fault, and neither the remote nor what is kept of it; undefined for any other error. */
export function diskProblem(folder: string, error: unknown): Error | undefined {
  const reason = isErrorLike(error) ? DISK[String(error.code)] : undefined;
  return reason === undefined
    ? undefined
    : new GitProblem(
        'ServiceUnavailableError',
        `The copy of Git under ${folder} cannot be written: ${reason}; the platform team makes room there, or sets tenancy.git.cacheDirectory in app-config`,
      );
}

/** The remote, or the way to it, is at fault. */
export function isOfRemote(error: unknown): boolean {
  return (
    error instanceof Errors.HttpError ||
    error instanceof Errors.SmartHttpError ||
    error instanceof Errors.GitPushError ||
    error instanceof Errors.PushRejectedError ||
    (isErrorLike(error) &&
      (/^(TimeoutError|AbortError)$/.test(error.name) ||
        // What fetch throws, at the start of an answer and in the middle of one.
        (error.name === 'TypeError' &&
          /fetch failed|terminated/.test(error.message))))
  );
}
