import { Finding } from '../model';

/**
 * An error that carries what is wrong as findings, one for each field.
 * Its message lists them all, so that it reads well where only the message is shown.
 *
 * @public
 */
export class FindingsError extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[], options?: { cause?: unknown }) {
    super(findings.map(describe).join('\n'), options);
    this.findings = findings;
  }
}

function describe(finding: Finding): string {
  const field = finding.field ? `${finding.field}: ` : '';
  return `${field}${finding.message} ${finding.fix}`;
}
