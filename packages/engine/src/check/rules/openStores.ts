import { Finding, refOf } from '../../model';
import { at, listOf } from '../../model/fields';
import { CheckRun } from '../checkRun';

const kind = { group: 'external-secrets.io', kind: 'ClusterSecretStore' };

/** A secret store of the whole cluster that every namespace may read from. */
export function* openStores(run: CheckRun): Iterable<Finding> {
  if (run.scope.tenants) {
    return;
  }
  for (const cluster of run.clusters()) {
    for (const store of run.read(cluster, kind)) {
      if (listOf(at(store.spec, 'conditions')).length === 0) {
        yield {
          code: 'StoreUnrestricted',
          severity: 'warning',
          subject: refOf(cluster, store),
          field: 'spec.conditions',
          message: `ClusterSecretStore ${store.metadata.name} has no conditions, so every namespace of the cluster can read all its secrets.`,
          fix: 'List the namespaces that may use it in spec.conditions.',
          fixableBy: 'platform',
          evidence: [],
        };
      }
    }
  }
}
