import {
  AuthenticationError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
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
        return new AuthenticationError(
          `Git remote ${remote} wants a credential, or refuses the one given; the platform team sets it under integrations in app-config`,
        );
      case 403:
        return new NotAllowedError(
          `Git remote ${remote} refuses this credential; the platform team grants it access to the repository`,
        );
      case 404:
        return new NotFoundError(
          `Git remote ${remote} does not exist or is hidden from this credential; check tenancy.repository and integrations in app-config`,
        );
      default:
        return new ServiceUnavailableError(
          `Git remote ${remote} answered with HTTP status ${statusCode}`,
        );
    }
  }
  if (error instanceof Errors.SmartHttpError) {
    return new ServiceUnavailableError(
      `${remote} answers, but not as a Git remote; check tenancy.repository in app-config`,
    );
  }
  if (isError(error) && error.name === 'TimeoutError') {
    return new ServiceUnavailableError(
      `Git remote ${remote} took too long to answer`,
    );
  }
  return new ServiceUnavailableError(
    `Git remote ${remote} can't be read: ${reasonOf(error)}`,
  );
}

function reasonOf(error: unknown): string {
  if (!isError(error)) {
    return 'unknown reason';
  }
  // fetch says no more than "fetch failed"; the reason is in its cause.
  const cause: unknown = error.cause;
  return isError(cause) ? cause.message || String(cause.code) : error.message;
}
