import { Capability, renderedFrom } from '../../manifests';
import { KubernetesObject } from '../../model';
import { fieldsOf } from '../../model/fields';
import { Platform } from '../../platform';
import { RequestEnvelope } from '../../request';
import { renderAllInSteps } from '../../render/renderAll';
import { Steps } from '../../steps';
import { leavesBetween } from './leaves';

/** What requests set for single environments: by environment and object, the fields; `*` where the object itself hangs on it. */
export interface Declared {
  has(environment: string, object: KubernetesObject, path: string): boolean;
}

/**
 * What the overrides of a tenant's requests change: what they render to, beside what they would render to without them.
 *
 * @param requests - the tenant's own and all others of it
 */
export function* declaredInSteps(
  requests: readonly RequestEnvelope[],
  platform: Platform,
  capabilities?: readonly Capability[],
): Steps<Declared> {
  const paths = new Map<string, string[]>();
  if (requests.some(hasOverrides)) {
    const options = { capabilities };
    const own = yield* renderAllInSteps(requests, platform, options);
    const bare = yield* renderAllInSteps(
      requests.map(withoutOverrides),
      platform,
      options,
    );
    // A request that is refused without its overrides tells nothing of what they set.
    const known = new Set(
      bare.files.map(({ content }) => renderedFrom(content)),
    );
    const [set, unset] = [
      objectsOf(
        own.files.filter(({ content }) => known.has(renderedFrom(content))),
      ),
      objectsOf(bare.files),
    ];
    for (const key of new Set([...set.keys(), ...unset.keys()])) {
      const [a, b] = [set.get(key), unset.get(key)];
      paths.set(
        key,
        a && b
          ? [...leavesBetween(a, b, (x, y) => x === y)].map(({ path }) => path)
          : ['*'],
      );
      yield;
    }
  }
  return {
    has: (environment, object, path) =>
      (paths.get(keyOf(environment, object)) ?? []).some(
        each => each === '*' || isWithin(path, each) || isWithin(each, path),
      ),
  };
}

function hasOverrides({ spec }: RequestEnvelope): boolean {
  return Object.keys(fieldsOf(fieldsOf(spec).overrides)).length > 0;
}

function withoutOverrides(request: RequestEnvelope): RequestEnvelope {
  return hasOverrides(request)
    ? { ...request, spec: { ...fieldsOf(request.spec), overrides: {} } }
    : request;
}

function objectsOf(
  files: ReadonlyArray<{
    target?: { environment: string };
    objects: readonly KubernetesObject[];
  }>,
): Map<string, KubernetesObject> {
  return new Map(
    files.flatMap(({ target, objects }) =>
      target
        ? objects.map(
            object => [keyOf(target.environment, object), object] as const,
          )
        : [],
    ),
  );
}

function keyOf(environment: string, object: KubernetesObject): string {
  const { apiVersion, kind, metadata } = object;
  return [environment, apiVersion, kind, metadata.name].join(' ');
}

function isWithin(path: string, root: string): boolean {
  return (
    path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`)
  );
}
