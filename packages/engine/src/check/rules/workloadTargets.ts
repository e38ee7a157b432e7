import { isKnown, refOf } from '../../model';
import { at } from '../../model/fields';
import { Kind } from '../../snapshot/clusterView';
import { selectorOf } from '../../snapshot/selector';
import { takenBy } from '../../status/netpol/podsOf';
import { CheckRun, Found } from '../checkRun';
import { autoscalerKind, scaledObjectKind, scaleTargetOf } from './scaleTarget';

const budgetKind = { group: 'policy', kind: 'PodDisruptionBudget' };

/** An autoscaler or a ScaledObject whose target does not exist, and a disruption budget that protects nothing. */
export function* workloadTargets(run: CheckRun): Found {
  yield* missingTargets(run, autoscalerKind);
  yield* missingTargets(run, scaledObjectKind);
  for (const { cluster, object } of run.scoped(budgetKind)) {
    yield undefined;
    const selector = selectorOf(at(object.spec, 'selector')) ?? {};
    const pods = takenBy(
      object.metadata.namespace ?? '',
      selector,
      run.view(cluster),
    );
    if (!isKnown(pods)) {
      run.note(cluster, { group: '', kind: 'Pod' }, pods);
    } else if (pods.value.length === 0) {
      yield {
        code: 'NoPodsSelected',
        severity: 'warning',
        subject: refOf(cluster, object),
        field: 'spec.selector',
        message:
          'Its selector matches no pod and no workload, so it protects nothing.',
        fix: 'Set the selector to the labels of the pods to protect.',
        fixableBy: 'tenant',
        evidence: [],
      };
    }
  }
}

function* missingTargets(run: CheckRun, scaler: Kind): Found {
  for (const { cluster, object } of run.scoped(scaler)) {
    yield undefined;
    const { group, kind, name } = scaleTargetOf(object);
    const known = run
      .view(cluster)
      .get({ group, kind }, object.metadata.namespace ?? '', name);
    if (!isKnown(known)) {
      run.note(cluster, { group, kind }, known);
    } else if (!known.value) {
      yield {
        code: 'ScaleTargetNotFound',
        severity: 'warning',
        subject: refOf(cluster, object),
        field: 'spec.scaleTargetRef',
        message: `scaleTargetRef not found: there is no ${kind} ${name}.`,
        fix: 'Use a workload in the same namespace.',
        fixableBy: 'tenant',
        evidence: [],
      };
    }
  }
}
