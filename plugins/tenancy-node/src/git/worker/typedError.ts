import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { PlainError } from './messages';

const classes = new Map<string, new (message: string) => Error>([
  ['AuthenticationError', AuthenticationError],
  ['ConflictError', ConflictError],
  ['InputError', InputError],
  ['NotAllowedError', NotAllowedError],
  ['NotFoundError', NotFoundError],
]);

/** The error that whoever asked the worker is to get: of the class that its name says. */
export function typedError({ name, message }: PlainError): Error {
  return new (classes.get(name) ?? ServiceUnavailableError)(message);
}
