import { groupOf, KubernetesObject } from '../model';
import { kindsOf } from '../platform';
import type { Steps } from '../steps';
import type { AdoptedObject, AdoptOptions, CommonObject } from './Adoption';
import type { AdoptWorld, Cell } from './AdoptWorld';
import { writtenObject } from './canonical';

/** Fewer may be the same by chance, or one team's. */
const fewest = 10;

/** Longer ones are nobody's rule for all. */
const longest = 16_384;

const slice = 200;

/**
 * Objects of the platform's kinds that most namespaces of an environment have alike, such as a network policy or limits: no request says
 * them, and a template in the configuration can, for every tenant.
 */
export function* commonObjects(
  world: AdoptWorld,
  told: readonly AdoptedObject[],
  { platform }: AdoptOptions,
): Steps<CommonObject[]> {
  const listed = new Set(
    told.flatMap(each =>
      each.fate === 'listed' && each.environment !== undefined
        ? [keyOf(each.environment, each)]
        : [],
    ),
  );
  const totals = new Map<string, number>();
  const found = new Map<string, CommonObject>();
  let count = 0;
  for (const cell of [...world.cells.values()].flatMap(cells => [
    ...cells.values(),
  ])) {
    const { environment } = cell;
    const kinds = kindsOf(platform, environment);
    totals.set(environment.name, (totals.get(environment.name) ?? 0) + 1);
    const own = new Set<string>();
    for (const { object } of cell.objects) {
      count += 1;
      if (count % slice === 0) {
        yield;
      }
      const { name, namespace } = object.metadata;
      const identity = {
        group: groupOf(object.apiVersion),
        kind: object.kind,
        name,
        namespace,
      };
      if (
        kinds.of(object)?.writer !== 'platform' ||
        !listed.has(keyOf(environment.name, identity))
      ) {
        continue;
      }
      const template = templateOf(object, cell);
      const text = JSON.stringify(template);
      const key = `${environment.name} ${text}`;
      if (text.length > longest || isTemplate(object) || own.has(key)) {
        continue;
      }
      own.add(key);
      const known = found.get(key);
      found.set(key, {
        environment: environment.name,
        object: template,
        namespaces: (known?.namespaces ?? 0) + 1,
        of: 0,
      });
    }
  }
  return [...found.values()]
    .map(each => ({ ...each, of: totals.get(each.environment) ?? 0 }))
    .filter(
      ({ namespaces, of }) => namespaces >= fewest && namespaces * 2 >= of,
    )
    .sort((a, b) => b.namespaces - a.namespaces);
}

/** The object as it would be of any tenant. */
function templateOf(
  object: KubernetesObject,
  { namespace }: Cell,
): KubernetesObject {
  const { namespace: _namespace, ...metadata } = writtenObject(object).metadata;
  const {
    metadata: _metadata,
    apiVersion,
    kind,
    ...rest
  } = writtenObject(object);
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value === namespace ? '${{ namespace }}' : value;
    }
    if (Array.isArray(value)) {
      return value.map(filled);
    }
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, each]) => [key, filled(each)]),
        )
      : value;
  };
  const { name } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      ...(filled(metadata) as object),
      name:
        name === namespace || name.startsWith(`${namespace}-`)
          ? `\${{ namespace }}${name.slice(namespace.length)}`
          : name,
    },
    ...(filled(rest) as object),
  };
}

/** What has placeholders already would mean something else as a template. */
function isTemplate(object: KubernetesObject): boolean {
  return JSON.stringify(object).includes('${{');
}

function keyOf(
  environment: string,
  {
    group,
    kind,
    namespace = '',
    name,
  }: Pick<AdoptedObject, 'group' | 'kind' | 'namespace' | 'name'>,
): string {
  return [environment, group, kind, namespace, name].join('|');
}
