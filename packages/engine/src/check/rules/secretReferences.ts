import { KubernetesObject, isKnown, refOf } from '../../model';
import { KindDescriptor } from '../../kinds';
import { secretUseOf } from '../../kinds/secretUse';
import { kindsOf } from '../../platform';
import { referencesOf } from '../../snapshot/references';
import { CheckRun, Found } from '../checkRun';

/**
 * Pods that are planned and need a Secret that nothing in their namespace makes. Secrets themselves are never read, and
 * others than ours may make them in ways that are not known here, so only what a request rendered is looked at.
 */
export function* secretReferences(run: CheckRun): Found {
  for (const { cluster, objects } of run.overlay?.planned ?? []) {
    for (const object of objects.filter(each => isRendered(each, run))) {
      yield undefined;
      const { namespace = '' } = object.metadata;
      if (run.covers(cluster, run.tenantOf(cluster, namespace))) {
        const made = madeIn(run, cluster, namespace);
        for (const name of made ? missing(object, made) : []) {
          yield {
            code: 'SecretNotFound',
            severity: 'warning',
            subject: refOf(cluster, object),
            message: `Secret ${name} not found in namespace ${namespace}: ${
              object.kind
            } ${object.metadata.name} needs it, and no ${makersOf(run)
              .map(({ kind }) => kind)
              .join(' or ')} creates it. ${
              kindsOf(run.platform).of(object)?.pods
                ? "Its pods won't start without it."
                : 'It does not work without it.'
            }`,
            fix: 'Correct the name, or request the secret. Ignore this if the Secret is created in another way.',
            fixableBy: 'tenant',
            evidence: [],
          };
        }
      }
    }
  }
}

function isRendered(object: KubernetesObject, run: CheckRun): boolean {
  const kind = kindsOf(run.platform).of(object);
  return (
    kind !== undefined &&
    secretUseOf(kind) !== undefined &&
    object.metadata.labels?.['app.kubernetes.io/managed-by'] === 'groundwork'
  );
}

function missing(object: KubernetesObject, made: ReadonlySet<string>) {
  return [...referencesOf(object)]
    .filter(name => name.startsWith('Secret/') && !made.has(name))
    .map(name => name.slice('Secret/'.length));
}

/** The Secrets that something makes, as `Secret/name`; undefined where that is not known. */
function madeIn(
  run: CheckRun,
  cluster: string,
  namespace: string,
): Set<string> | undefined {
  const view = run.view(cluster);
  const made = new Set<string>();
  for (const kind of makersOf(run)) {
    const known = view.list(kind, namespace);
    if (isKnown(known)) {
      known.value
        .flatMap(object => kind.makes?.(object) ?? [])
        .forEach(name => made.add(name));
    } else if (known.unknown !== 'notServed') {
      run.note(cluster, kind, known);
      return undefined;
    }
  }
  return made;
}

function makersOf({ platform }: CheckRun): KindDescriptor[] {
  return kindsOf(platform).watched.filter(({ makes }) => makes);
}
