import { KubernetesObject, ObjectRef, Snapshot, isKnown } from '../../model';
import { fieldsOf } from '../../model/fields';
import { KindRegistry, healthOf } from '../../kinds';
import { hasOption, isHook } from '../drift/options';
import { whyUnknown } from '../unknown';
import { Application } from './application';
import { ApplicationResource } from './resource';

/** An object under an Application with what is known of it here. */
export interface JudgedResource extends ApplicationResource {
  ref: ObjectRef;
  /** Whose word the health is: Argo CD persists none by default, so most is computed here by its own rules. */
  healthSource?: 'argocd' | 'computed';
  /** The object as it lives, where it is read here and there is one. */
  live?: KubernetesObject;
  /** It is read here, and not there. */
  absent: boolean;
  /** Why it is not known here. */
  unread?: string;
}

/**
 * The objects of an Application with their health. `cluster` is where it deploys to; undefined when that is none that the
 * platform names. What is not read here is not known, and never healthy.
 */
export function judgedResources(
  app: Application,
  cluster: string | undefined,
  snapshot: Snapshot,
  kinds: KindRegistry,
): JudgedResource[] {
  return app.resources.map(resource =>
    judged(resource, cluster, snapshot, kinds),
  );
}

function judged(
  resource: ApplicationResource,
  cluster: string | undefined,
  snapshot: Snapshot,
  kinds: KindRegistry,
): JudgedResource {
  const { group, kind, namespace, name, health } = resource;
  const ref: ObjectRef = {
    cluster: cluster ?? '',
    group,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
  };
  const inline =
    health === undefined ? {} : { healthSource: 'argocd' as const };
  if (cluster === undefined) {
    const unread = 'its cluster is not configured in the platform';
    return { ...resource, ...inline, ref, absent: false, unread };
  }
  const known = snapshot.list({ ...ref });
  if (!isKnown(known)) {
    const absent = health === 'Missing';
    return { ...resource, ...inline, ref, absent, unread: whyUnknown(known) };
  }
  const live = known.value.find(({ metadata }) => metadata.name === name);
  // Our copy and Argo CD's run apart for moments: only where both miss it, it is.
  const absent =
    live === undefined &&
    (health === 'Missing' ||
      (resource.sync !== 'Synced' && !resource.requiresPruning));
  return health === undefined
    ? { ...resource, ...computed(live, absent, kinds), ref, live, absent }
    : { ...resource, ...inline, ref, live, absent };
}

function computed(
  live: KubernetesObject | undefined,
  absent: boolean,
  kinds: KindRegistry,
): Pick<JudgedResource, 'health' | 'message' | 'healthSource'> {
  if (absent) {
    return {
      health: 'Missing',
      message: 'is not in the cluster',
      healthSource: 'computed',
    };
  }
  if (!live || isIgnored(live)) {
    return {};
  }
  const found = healthOrNothing(live, kinds);
  return found === undefined
    ? {}
    : {
        health: found.status,
        ...(found.message ? { message: found.message } : {}),
        healthSource: 'computed',
      };
}

/** An object may be as odd as its kind allows: it then has no health, and the card stays. */
function healthOrNothing(live: KubernetesObject, kinds: KindRegistry) {
  try {
    return healthOf(live, kinds);
  } catch {
    return undefined;
  }
}

function isIgnored(live: KubernetesObject): boolean {
  const annotations = fieldsOf(live.metadata.annotations);
  return (
    annotations['argocd.argoproj.io/ignore-healthcheck'] === 'true' ||
    isHook(live) ||
    // An Application below another one does not make it ill by being unread.
    live.kind === 'Application'
  );
}

/** What is not in Git and by its annotation need not be: Argo CD lists it as OutOfSync, and does not count it. */
export function isTolerated({
  requiresPruning,
  live,
}: JudgedResource): boolean {
  return (
    requiresPruning &&
    live !== undefined &&
    hasOption(live, 'compare-options', 'IgnoreExtraneous')
  );
}

/** Kubernetes' own groups: what they have and no rule names is healthy once it is there. */
const builtIn = /^([^.]*|.*\.k8s\.io)$/;

/** Whether an object of this kind can be unwell in Argo CD's eyes. */
export function hasHealth(
  { group, kind, name }: Pick<ApplicationResource, 'group' | 'kind' | 'name'>,
  kinds: KindRegistry,
): boolean {
  const bare = { apiVersion: group ? `${group}/v1` : 'v1', kind };
  return (
    !builtIn.test(group) ||
    healthOrNothing({ ...bare, metadata: { name } }, kinds) !== undefined
  );
}
