import { KubernetesObject, groupOf } from '../model';
import { KindRegistry } from '../kinds';
import { Fields, at, textOf } from '../model/fields';

/** Keys whose object names a Secret or the like by `name`, or by the key given, with the kind that it names. */
const named: Record<string, [kind: string, key: string]> = {
  configMap: ['ConfigMap', 'name'],
  configMapKeyRef: ['ConfigMap', 'name'],
  configMapRef: ['ConfigMap', 'name'],
  nodePublishSecretRef: ['Secret', 'name'],
  persistentVolumeClaim: ['PersistentVolumeClaim', 'claimName'],
  secret: ['Secret', 'secretName'],
  secretKeyRef: ['Secret', 'name'],
  secretRef: ['Secret', 'name'],
  service: ['Service', 'name'],
};

/**
 * What an object of a namespace refers to by name, as `Kind/name` of the core group and `Kind.group/name` of others: Services of
 * routes, Secrets and claims of pods, targets of autoscalers.
 */
export function referencesOf(object: KubernetesObject): Set<string> {
  const found = new Set<string>();
  collect(object.spec, found);
  return found;
}

/** What goes when an object goes, named as {@link referencesOf} does: itself, and what its kind says, as the Secret that an ExternalSecret owns. */
export function providedBy(
  object: KubernetesObject,
  kinds: KindRegistry,
): string[] {
  const own = `${kindName(groupOf(object.apiVersion), object.kind)}/${
    object.metadata.name
  }`;
  const kind = kinds.of(object);
  return kind?.leavesWhatItMakes
    ? [own]
    : [own, ...(kind?.makes?.(object) ?? [])];
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach(item => collect(item, found));
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === 'backendRefs' && Array.isArray(member)) {
      member.forEach(ref => add(found, backendOf(ref), ref, 'name'));
    } else if (key === 'backendRef') {
      add(found, backendOf(member), member, 'name');
    } else if (key === 'imagePullSecrets' && Array.isArray(member)) {
      member.forEach(ref => add(found, 'Secret', ref, 'name'));
    } else if (key === 'scaleTargetRef' && isRecord(member)) {
      add(found, scaledOf(member), member, 'name');
    } else if (key === 'secretTargetRef' && Array.isArray(member)) {
      member.forEach(ref => add(found, 'Secret', ref, 'name'));
    } else if (key === 'authenticationRef' && isRecord(member)) {
      add(found, kindName('keda.sh', 'TriggerAuthentication'), member, 'name');
    } else if (key === 'serviceAccountName' && typeof member === 'string') {
      found.add(`ServiceAccount/${member}`);
    } else if (Object.hasOwn(named, key)) {
      add(found, named[key][0], member, named[key][1]);
    }
    if (key === 'secret') {
      // So a source of a projected volume names it.
      add(found, 'Secret', member, 'name');
    }
    collect(member, found);
  }
}

/** A kind with its group: many a project has a Service of its own. */
function kindName(group: string, kind: string): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** What a route or an Ingress sends to. */
function backendOf(ref: unknown): string {
  return kindName(
    textOf(at(ref, 'group')) ?? '',
    textOf(at(ref, 'kind')) ?? 'Service',
  );
}

/** What an autoscaler scales; where it does not say, KEDA takes a Deployment. */
function scaledOf({ apiVersion, kind }: Fields): string {
  return kindName(
    groupOf(textOf(apiVersion) ?? 'apps/v1'),
    textOf(kind) ?? 'Deployment',
  );
}

function add(
  found: Set<string>,
  kind: string,
  ref: unknown,
  key: string,
): void {
  const name = textOf(at(ref, key));
  if (name !== undefined) {
    found.add(`${kind}/${name}`);
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
