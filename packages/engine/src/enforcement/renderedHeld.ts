import type { KubernetesObject, ManifestSet } from '../model';
import { refKey, refOf } from '../model';
import { type Environment, type Platform } from '../platform';
import { renderUnchecked, type RenderOptions } from '../render/render';
import { FindingsError, type RequestEnvelope } from '../request';

const longestWhy = 500;

/** What a tenant's own request renders to in an environment. */
export interface RenderedHeld {
  /** All, as it would be were the tenant held to everything. */
  all: readonly KubernetesObject[];
  /** Of these what it gets only then. */
  adds: readonly KubernetesObject[];
}

/** What the request of a tenant renders to where it is held to everything; or why that is not known. */
export function renderedHeld(
  name: string,
  requests: readonly RequestEnvelope[],
  platform: Platform,
  options: Pick<RenderOptions, 'groups'>,
): ((environment: Environment) => RenderedHeld) | { why: string } {
  const own = requests.find(
    each => each.metadata.tenant === undefined && each.metadata.name === name,
  );
  if (!own) {
    return {
      why: 'Git has no request of this tenant, so the quotas and network policies it would get are not known',
    };
  }
  const render = (reportOnly: Platform['reportOnly']) =>
    renderUnchecked(
      own,
      { ...platform, reportOnly },
      { ...options, requests: requests.filter(each => each !== own) },
    );
  try {
    const held = render([]);
    const free = render([name]);
    return environment => {
      const all = objectsIn(held, environment);
      const there = new Set(objectsIn(free, environment).map(keyOf));
      return { all, adds: all.filter(object => !there.has(keyOf(object))) };
    };
  } catch (error) {
    const said =
      error instanceof FindingsError ? error.findings[0]?.message : undefined;
    // Extensions and additions of the platform may throw anything.
    return {
      why: `its request cannot be rendered: ${
        said ?? (error instanceof Error ? error.message : String(error))
      }`.slice(0, longestWhy),
    };
  }
}

function objectsIn(
  { files }: ManifestSet,
  { name, cluster }: Environment,
): KubernetesObject[] {
  return files
    .filter(
      ({ target }) =>
        target?.environment === name && target.cluster === cluster,
    )
    .flatMap(({ objects }) => objects);
}

function keyOf(object: KubernetesObject): string {
  return refKey(refOf('', object));
}
