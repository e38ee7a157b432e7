import { Finding, KubernetesObject, refOf } from '../model';
import { weakenedBy } from './weakenedBy';

/**
 * A warning for what an entry of the configuration takes from the guard rails of a tenant. It does not block: the platform
 * decides. But nobody is left to find out in the cluster.
 */
export function weakenedFindings(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  { cluster }: { cluster: string },
): Finding[] {
  return weakenedBy(before, after).map(({ field, what }) => ({
    code: 'GuardRailWeakened',
    severity: 'warning',
    subject: refOf(cluster, after),
    field,
    message: `The platform's configuration (tenancy.manifests) weakens a guard rail: ${what}.`,
    fix: 'If that is not intended, have the platform team correct the entry in app-config that the annotation of the object names.',
    fixableBy: 'platform',
    evidence: [],
  }));
}
