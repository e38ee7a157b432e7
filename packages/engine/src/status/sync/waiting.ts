import { ObjectRef, SyncWait } from '../../model';
import { fieldsOf, textOf } from '../../model/fields';
import { JudgedResource } from './health';
import { Operation } from './operation';
import { ApplicationResource } from './resource';

/**
 * What a running sync waits for, by Argo CD's message (`waiting for healthy state of apps/Deployment/web`), with the wave or the
 * hook that it is. Undefined where it waits for nothing that has a name.
 */
export function waitOf(
  operation: Operation | undefined,
  resources: readonly JudgedResource[],
  cluster: string,
): SyncWait | undefined {
  const path = operation && awaitedIn(operation.message);
  if (!operation || !path) {
    return undefined;
  }
  const [group, kind, name] = path;
  const is = (each: Pick<ApplicationResource, 'group' | 'kind' | 'name'>) =>
    each.group === group && each.kind === kind && each.name === name;
  const resource = resources.find(is);
  const hook = operation.hooks.find(is);
  const namespace = resource?.namespace ?? hook?.namespace;
  const ref: ObjectRef = {
    cluster,
    group,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
  };
  const wave = resource && waveOf(resource);
  const waves = [...new Set(resources.map(waveOf))].sort((a, b) => a - b);
  return {
    ref,
    ...(hook ? { hook: hook.type } : {}),
    ...(wave === undefined || waves.length < 2
      ? {}
      : { wave, place: { at: waves.indexOf(wave) + 1, of: waves.length } }),
  };
}

/** Group, kind and name of what a message says a sync waits for. */
export function awaitedIn(
  message: string,
): [group: string, kind: string, name: string] | undefined {
  const found =
    /waiting for (?:healthy state|completion|deletion) of (?:hook )?([^\s/]*)\/([^\s/]+)\/(\S+)/.exec(
      message,
    );
  return found ? [found[1], found[2], found[3]] : undefined;
}

/** `wave 2 of 3`, `PreSync hook`, in brackets behind what is waited for. */
export function describeWait(wait: SyncWait | undefined): string {
  if (wait?.hook !== undefined) {
    return ` (${wait.hook} hook)`;
  }
  return wait?.place ? ` (wave ${wait.place.at} of ${wait.place.of})` : '';
}

/** The wave of an object: by Argo CD's word, else by its annotation, else the first that Argo CD takes. */
function waveOf({ wave, live }: JudgedResource): number {
  const annotated = textOf(
    fieldsOf(live?.metadata.annotations)['argocd.argoproj.io/sync-wave'],
  );
  const number = wave ?? Number(annotated ?? 0);
  return Number.isInteger(number) ? number : 0;
}
