import type { KindRegistry } from '../kinds';
import { KubernetesObject } from '../model';
import {
  at,
  fieldsOf,
  listOf,
  numberOf,
  plainText,
  textOf,
  timeOf,
} from '../model/fields';
import { nanos } from '../units/quantity';
import { conditionOf } from '../status/conditions';
import {
  ObservedCertificate,
  ObservedEnvironment,
  ObservedSecret,
  ObservedWorkload,
} from './Observation';
import { plainLine } from './plainLine';

type List = (
  group: string,
  kind: string,
) => readonly KubernetesObject[] | undefined;

const scaler = 'HorizontalPodAutoscaler';

/** The workloads of a namespace, by kind and name, and what of them can't be read; nothing while Deployments can't. */
export function observedWorkloads(
  list: List,
  ahead: number,
  kinds: KindRegistry,
): Pick<ObservedEnvironment, 'workloads' | 'unread'> {
  if (!list('apps', 'Deployment')) {
    return {};
  }
  const scalers = list('autoscaling', scaler);
  const limits = limitsOf(scalers ?? []);
  const listed = kinds.watched
    .filter(({ pods }) => pods && !pods.end)
    .map(({ group, kind }) => ({ kind, objects: list(group, kind) }));
  const unread = [
    ...listed.filter(({ objects }) => !objects).map(({ kind }) => kind),
    ...(scalers ? [] : [scaler]),
  ];
  const workloads = Object.fromEntries(
    listed
      .flatMap(({ objects }) => objects ?? [])
      .filter(({ metadata }) => !metadata.ownerReferences?.length)
      .map(object => {
        const id = `${object.kind}/${object.metadata.name}`;
        const limit = limits.get(id);
        return [
          id,
          {
            ...workloadOf(object, ahead, kinds),
            ...(limit === undefined ? {} : { limits: limit }),
          },
        ];
      }),
  );
  return { workloads, ...(unread.length > 0 ? { unread } : {}) };
}

/** The workloads of an observation, with what could not be read of them as it was before. */
export function filledWorkloads(
  before: ObservedEnvironment | undefined,
  { workloads, unread = [] }: ObservedEnvironment,
): ObservedEnvironment['workloads'] {
  const was = before?.workloads;
  if (!workloads || !was || unread.length === 0) {
    return workloads;
  }
  const kept = Object.entries(was).filter(([key]) =>
    unread.includes(key.slice(0, key.indexOf('/'))),
  );
  const filled = unread.includes(scaler)
    ? Object.entries(workloads).map(([key, each]) => {
        const limits = Object.hasOwn(was, key) ? was[key].limits : undefined;
        return [key, limits === undefined ? each : { ...each, limits }];
      })
    : Object.entries(workloads);
  return Object.fromEntries([...kept, ...filled]);
}

function workloadOf(
  object: KubernetesObject,
  ahead: number,
  kinds: KindRegistry,
): ObservedWorkload {
  const template = at(object.spec, 'template');
  const replicas = kinds.of(object)?.pods?.count?.(object);
  const restartedAt =
    textOf(
      fieldsOf(at(template, 'metadata', 'annotations'))[
        'kubectl.kubernetes.io/restartedAt'
      ],
    ) ?? textOf(at(object.spec, 'restartAt'));
  return {
    ...createdAt(object, ahead),
    ...(replicas === undefined ? {} : { replicas }),
    images: plainLine(
      listOf(at(template, 'spec', 'containers'))
        .map(({ image }) => textOf(image) ?? '')
        .join(', '),
    ),
    ...(restartedAt === undefined
      ? {}
      : { restartedAt: plainLine(restartedAt, 40) }),
  };
}

function limitsOf(
  scalers: readonly KubernetesObject[],
): ReadonlyMap<string, string> {
  return new Map(
    scalers.map(({ spec }) => [
      `${textOf(at(spec, 'scaleTargetRef', 'kind'))}/${textOf(
        at(spec, 'scaleTargetRef', 'name'),
      )}`,
      `${numberOf(at(spec, 'minReplicas')) ?? 1} to ${
        numberOf(at(spec, 'maxReplicas')) ?? 1
      }`,
    ]),
  );
}

/** An ExternalSecret: when it was read last, and what keeps it from being read. Never what it holds. */
export function observedSecret(
  object: KubernetesObject,
  ahead: number,
): ObservedSecret {
  const refreshed = timeOf(at(object.status, 'refreshTime'));
  const ready = conditionOf(object, 'Ready');
  return {
    ...createdAt(object, ahead),
    ...(refreshed === undefined ? {} : { refreshedAt: refreshed - ahead }),
    ...(ready?.status === 'False'
      ? {
          problem: plainLine(ready.message || ready.reason || 'not ready'),
          ...(ready.since === undefined
            ? {}
            : { problemSince: ready.since - ahead }),
        }
      : {}),
  };
}

/** A Certificate: since when what is there is valid, and until when. */
export function observedCertificate(
  object: KubernetesObject,
  ahead: number,
): ObservedCertificate {
  // Of the world outside and not of the cluster's clock.
  const notBefore = timeOf(at(object.status, 'notBefore'));
  const notAfter = timeOf(at(object.status, 'notAfter'));
  return {
    ...createdAt(object, ahead),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
  };
}

/** How much is used of each resource that has a limit, in percent; of several quotas the one that is used most. */
export function observedQuotas(
  quotas: readonly KubernetesObject[] | undefined,
): Record<string, number> | undefined {
  if (!quotas) {
    return undefined;
  }
  const percents: Record<string, number> = {};
  for (const { status } of quotas) {
    const used = fieldsOf(at(status, 'used'));
    for (const [resource, limit] of Object.entries(
      fieldsOf(at(status, 'hard')),
    )) {
      const hard = nanos(plainText(limit));
      const taken = nanos(plainText(used[resource]));
      if (hard > 0n && plainLine(resource, 100) === resource) {
        const percent = Number((taken * 100n) / hard);
        percents[resource] = Math.max(percents[resource] ?? 0, percent);
      }
    }
  }
  return percents;
}

function createdAt({ metadata }: KubernetesObject, ahead: number) {
  const created = timeOf(metadata.creationTimestamp);
  return created === undefined ? {} : { createdAt: created - ahead };
}
