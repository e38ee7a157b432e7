import type { KindRegistry } from '../kinds';
import { Finding, KubernetesObject, refOf } from '../model';
import { weakenedBy } from './weakenedBy';

/**
 * A warning for what an entry of the configuration takes from the guard rails of a tenant. It does not block: the platform
 * decides. But nobody is left to find out in the cluster.
 */
export function weakenedFindings(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  { cluster, kinds }: { cluster: string; kinds: KindRegistry },
): Finding[] {
  return weakenedBy(before, after, kinds).map(({ field, what }) => ({
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
