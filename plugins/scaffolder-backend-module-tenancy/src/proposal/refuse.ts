import { InputError } from '@backstage/errors';
import type { Finding } from '@groundwork/engine';

const FIXABLE_BY: Record<Finding['fixableBy'], string> = {
  tenant: '',
  platform: ' (Platform team can fix this.)',
  otherTenant: ' (Another team can fix this.)',
};

function line(finding: Finding): string {
  const field = finding.field ? `${finding.field}: ` : '';
  return `- ${field}${finding.message} ${finding.fix}${
    FIXABLE_BY[finding.fixableBy]
  }`;
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
      `The request was refused, so nothing was written:\n${errors
        .map(line)
        .join('\n')}`,
    );
  }
}
