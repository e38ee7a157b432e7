import { Finding } from '../model';

/**
 * The findings as somebody may see them: evidence about the objects of tenants that they may not read is left out, the
 * verdict stays. `mayRead` is asked with the tenant's name, and with the empty text about what belongs to no tenant;
 * evidence that names no tenant at all is nobody's secret.
 *
 * @public
 */
export function redactEvidence(
  findings: readonly Finding[],
  mayRead: (tenant: string) => boolean,
): Finding[] {
  return findings.map(finding => ({
    ...finding,
    evidence: finding.evidence.filter(
      ({ tenant }) => tenant === undefined || mayRead(tenant),
    ),
  }));
}
