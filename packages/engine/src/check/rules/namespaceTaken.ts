import { Finding, isKnown, refOf } from '../../model';
import { labelKeysOf } from '../../names';
import { kindsOf } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { namespaceKind } from '../../status/gateway/kinds';
import { CheckRun } from '../checkRun';

/** A Namespace that is planned under a name that another tenant, or something that is not ours, already has. */
export function* namespaceTaken(run: CheckRun): Iterable<Finding> {
  const { overlay } = run;
  const { tenant: label } = labelKeysOf(run.platform.prefix);
  for (const { cluster, objects } of overlay?.planned ?? []) {
    for (const object of objects) {
      const { name, labels = {} } = object.metadata;
      if (object.kind !== 'Namespace' || !run.covers(cluster, labels[label])) {
        continue;
      }
      const live = new ClusterView(
        overlay?.base ?? run.snapshot,
        cluster,
        kindsOf(run.platform),
      ).get(namespaceKind, undefined, name);
      const holder = isKnown(live) ? live.value : live.last?.value;
      if (!isKnown(live)) {
        run.note(cluster, namespaceKind, live);
      }
      const owner = holder?.metadata.labels?.[label] ?? '';
      if (holder && owner !== labels[label]) {
        yield {
          code: 'NamespaceTaken',
          severity: 'error',
          subject: refOf(cluster, object),
          field: 'metadata.name',
          message: `Cluster ${cluster} already has a namespace ${name} that does not belong to this tenant.`,
          fix: 'Choose another name for the tenant, or ask the platform team.',
          fixableBy: 'platform',
          evidence: [
            {
              ref: refOf(cluster, holder),
              tenant: owner,
              field: `metadata.labels["${label}"]`,
              value: owner,
              asOf: run.now,
            },
          ],
        };
      }
    }
  }
}
