import { InputError } from '@backstage/errors';
import type { Finding } from '@groundwork/engine';

const MOST = 10;

/**
 * Refuses a change that has an error among its findings, naming each field.
 *
 * @throws InputError
 */
export function refuseFindings(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new InputError(
      errors
        .slice(0, MOST)
        .map(
          ({ code, field, message, fix }) =>
            `${field ? `${field}: ` : ''}${message} ${fix} (${code})`,
        )
        .join('\n'),
    );
  }
}
