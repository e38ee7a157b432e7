import {
  ApplicationOffers,
  KubernetesObject,
  ObjectRef,
  OperationProgress,
  Snapshot,
  isKnown,
  lastValue,
} from '../../../model';
import { Environment } from '../../../platform';
import { readApplication } from '../application';
import { projectOf } from '../projectOf';
import { applicationOffers } from './applicationOffers';
import { operationProgress } from './operationProgress';

/**
 * An Application with what may be done with it and what is being done. Where its cluster does not answer nothing is offered, and
 * `object` is as it was last seen.
 *
 * @public
 */
export interface ActedApplication {
  object: KubernetesObject;
  offers: ApplicationOffers;
  operation?: OperationProgress;
}

/**
 * What may be done with an Application of an environment; undefined where it is not there. `own` are the names of the tenant's
 * Applications; `now` is by the clock of Argo CD's cluster.
 *
 * @public
 */
export function actedApplicationOf(
  { cluster, group, kind, namespace, name }: ObjectRef,
  options: {
    environment: Environment;
    snapshot: Snapshot;
    own: ReadonlySet<string>;
    now: number;
  },
): ActedApplication | undefined {
  const { environment, snapshot, own, now } = options;
  if (group !== 'argoproj.io' || kind !== 'Application') {
    // What delivers otherwise may be called like an Application of somebody else.
    return undefined;
  }
  const known = snapshot.list({ cluster, group, kind, namespace, name });
  const object = lastValue(known)?.[0];
  if (!object) {
    return undefined;
  }
  const project = projectOf(readApplication(object), environment, snapshot);
  const offers = applicationOffers(object, environment, project, now);
  const operation = operationProgress(object, own);
  return {
    object,
    offers: isKnown(known) ? offers : silent(offers, cluster),
    ...(operation ? { operation } : {}),
  };
}

function silent(
  { automated }: ApplicationOffers,
  cluster: string,
): ApplicationOffers {
  const offer = {
    allowed: false as const,
    reason: `Cluster ${cluster} does not answer.`,
  };
  return { sync: offer, refresh: offer, terminate: offer, automated };
}
