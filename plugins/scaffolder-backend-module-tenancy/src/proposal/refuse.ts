import { InputError } from '@backstage/errors';
import type { Finding } from '@groundwork/engine';

function line(finding: Finding): string {
  const field = finding.field ? `${finding.field}: ` : '';
  const fixableBy =
    finding.fixableBy === 'tenant'
      ? ''
      : ` (${finding.fixableBy} can fix this)`;
  return `- ${field}${finding.message} ${finding.fix}${fixableBy}`;
}

/**
 * Throws when any finding is an error, naming each of them.
 *
 * @throws InputError
 */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new InputError(
      `The request is refused, nothing was written:\n${errors
        .map(line)
        .join('\n')}`,
    );
  }
}
