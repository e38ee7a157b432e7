import {
  KubernetesObject,
  Verdict,
  WorkloadStatus,
  groupOf,
} from '../../model';
import { at, textOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import type { NamespaceContext } from '../eachNamespace';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { isPartlyDone } from './containersOf';
import { controllerOf } from './podsOfWorkload';
import { imagesOf, restartsOf } from './runsOf';
import { troublesOf } from './workloadStatus';

const ended = ['Succeeded', 'Failed'];

/**
 * Pods that no workload of a kind that is read keeps: those that stand alone, and those of an operator that makes pods itself, which are
 * told as what keeps them. How many that wants is not known. Undefined where all have ended: they were a run, and it is over.
 */
export function podsAlone(
  all: readonly KubernetesObject[],
  { view, environment, now, namespace }: NamespaceContext,
): WorkloadStatus | undefined {
  const pods = all.filter(
    ({ status }) => !ended.includes(textOf(at(status, 'phase')) ?? ''),
  );
  const [first] = pods;
  if (!first) {
    return undefined;
  }
  const { apiVersion, kind, name } = controllerOf(first) ?? {
    apiVersion: 'v1',
    kind: 'Pod',
    name: first.metadata.name,
  };
  const keeper = { apiVersion, kind, metadata: { namespace, name } };
  const troubles = troublesOf(keeper, pods, now);
  return {
    ...verdictOfPods(pods, worstOf<Verdict>(troubles)),
    ref: {
      cluster: view.cluster,
      group: groupOf(apiVersion),
      kind,
      namespace,
      name,
    },
    environment: environment.name,
    images: imagesOf(first.spec, pods),
    ...restartsOf(pods),
    troubles,
    notes: [],
  };
}

function verdictOfPods(
  pods: readonly KubernetesObject[],
  worst: Verdict | undefined,
): Verdict {
  if (worst) {
    return verdictOf(worst);
  }
  const ready = pods.filter(
    pod => conditionOf(pod, 'Ready')?.status === 'True' || isPartlyDone(pod),
  ).length;
  return ready === pods.length
    ? healthy()
    : verdict('Progressing', `${ready} of ${pods.length} pods ready`);
}
