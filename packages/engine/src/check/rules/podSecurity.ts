import { refOf } from '../../model';
import { kindsOf } from '../../platform';
import { podSecurityViolations } from '../../podSecurity';
import { isMakingPods, podMakers } from '../../podSecurity/podMakers';
import { named } from '../../snapshot/grouped';
import { conditionOf } from '../../status/conditions';
import { namespaceKind } from '../../status/gateway/kinds';
import { CheckRun, Found } from '../checkRun';

const enforce = 'pod-security.kubernetes.io/enforce';

/** Of one workload more are not told: they are seldom the last to be mended. */
const mostTold = 4;

/**
 * A workload whose pods the namespace does not admit: an API server takes the workload, and warns, and its controller fails to make the
 * pods. A warning, since an API server may exempt users, runtime classes and namespaces, which nobody can read.
 */
export function* podSecurity(run: CheckRun): Found {
  const all = podMakers(kindsOf(run.platform));
  const makers = all.filter(
    // A pod that runs was admitted, and nobody makes it again.
    ({ kind }) => run.overlay !== undefined || kind.kind !== 'Pod',
  );
  for (const { kind, templateOf } of makers) {
    for (const placed of run.scoped(kind)) {
      yield undefined;
      const { cluster, object } = placed;
      const [namespace] = named(
        run.read(cluster, namespaceKind),
        object.metadata.namespace ?? '',
      );
      const labels = namespace?.metadata.labels ?? {};
      const level = labels[enforce];
      // Pods that are refused already are told of as what they are.
      const isTold = conditionOf(object, 'ReplicaFailure')?.status === 'True';
      if (level === undefined || isTold || !isMakingPods(object, all)) {
        continue;
      }
      const found = podSecurityViolations(
        templateOf(object),
        level,
        labels[`${enforce}-version`],
      );
      if (found.length > 0) {
        const more = found.length - mostTold;
        yield {
          code: 'PodSecurityViolated',
          severity: 'warning',
          subject: refOf(cluster, object),
          message: `The namespace admits pods of the level ${level} of the Pod Security Standards, and not these: ${found
            .slice(0, mostTold)
            .map(({ message }) => message)
            .join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
          fix: 'Set these fields in the manifest. The next pods are refused otherwise.',
          fixableBy: 'tenant',
          evidence: [
            run.evidence(
              { ...placed, object: namespace },
              `metadata.labels["${enforce}"]`,
              level,
            ),
          ],
        };
      }
    }
  }
}
