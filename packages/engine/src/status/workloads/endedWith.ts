import { Fields, numberOf } from '../../model/fields';

/** How a container ended, from its `terminated`. */
export function endedWith({ reason, exitCode }: Fields): string {
  const code = numberOf(exitCode);
  if (reason === 'OOMKilled') {
    return 'out of memory';
  }
  if (code === 0) {
    return 'it ends as if its work was done';
  }
  return code === undefined || reason === 'ContainerStatusUnknown'
    ? 'not known how'
    : `exit code ${code}`;
}
