import { Cursor } from './Cursor';

/** What keeps a text from being the name of a port (RFC 6335). */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) {
    return 'must have at most 15 characters';
  }
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) &&
    /[a-z]/.test(name) &&
    !name.includes('--')
    ? undefined
    : 'must be lower case letters, digits and single -, with at least one letter';
}

/** Checks a port that is a number or a name, if there is one. */
export function checkPortOrName(port: Cursor): void {
  if (port.number() !== undefined) {
    port.within(1, 65535);
  } else {
    port.named(portNameProblem);
  }
}

/** Checks a port that must be there: Go reads a missing one as 0, which is no port. */
export function requirePortOrName(port: Cursor): void {
  if (!port.exists) {
    port.required();
  } else {
    checkPortOrName(port);
  }
}

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
