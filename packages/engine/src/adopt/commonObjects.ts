import { KubernetesObject } from '../model';
import { kindsOf } from '../platform';
import type { Steps } from '../steps';
import { unwritableField } from '../yaml';
import type { AdoptedObject, AdoptOptions, CommonObject } from './Adoption';
import type { TenantAdoption } from './adoptTenant';
import type { AdoptWorld, Cell } from './AdoptWorld';
import { writtenObject } from './canonical';
import { identityOf } from './told';

/** Fewer may be the same by chance, or one team's. */
const fewest = 10;

/** Longer ones are nobody's rule for all. */
const longest = 16_384;

const slice = 200;

/**
 * Objects of the platform's kinds that most namespaces of an environment have alike, such as a network policy or limits: no request says
 * them, and a template in the configuration can, for every tenant. Never one that holds a credential.
 */
export function* commonObjects(
  world: AdoptWorld,
  tenants: readonly TenantAdoption[],
  { platform }: AdoptOptions,
): Steps<CommonObject[]> {
  const listed = new Set(
    tenants
      .flatMap(({ objects }) => objects)
      .flatMap(each => (each.fate === 'listed' ? [keyOf(each)] : [])),
  );
  for (const each of tenants.flatMap(({ credentials }) => credentials)) {
    listed.delete(keyOf(each));
  }
  const totals = new Map<string, number>();
  const found = new Map<
    string,
    { object: KubernetesObject; counts: Map<string, number> }
  >();
  let count = 0;
  for (const cell of [...world.cells.values()].flatMap(cells => [
    ...cells.values(),
  ])) {
    const { name } = cell.environment;
    const kinds = kindsOf(platform, cell.environment);
    totals.set(name, (totals.get(name) ?? 0) + 1);
    const own = new Set<string>();
    for (const { object } of cell.objects) {
      count += 1;
      if (count % slice === 0) {
        yield;
      }
      const isListed =
        kinds.of(object)?.writer === 'platform' &&
        listed.has(keyOf({ ...identityOf(object), environment: name }));
      const template = isListed ? templateOf(object, cell) : undefined;
      const text = JSON.stringify(template) ?? '';
      if (
        !template ||
        text.length > longest ||
        isTemplate(object) ||
        unwritableField(template) !== undefined ||
        own.has(text)
      ) {
        continue;
      }
      own.add(text);
      const known = found.get(text) ?? { object: template, counts: new Map() };
      known.counts.set(name, (known.counts.get(name) ?? 0) + 1);
      found.set(text, known);
    }
  }
  return [...found.values()]
    .map(({ object, counts }) => ({
      object,
      environments: [...counts]
        .map(([name, namespaces]) => ({
          name,
          namespaces,
          of: totals.get(name) ?? 0,
        }))
        .filter(
          ({ namespaces, of }) => namespaces >= fewest && namespaces * 2 > of,
        ),
    }))
    .filter(({ environments }) => environments.length > 0)
    .sort((a, b) => sumOf(b) - sumOf(a));
}

function sumOf({ environments }: CommonObject): number {
  return environments.reduce((sum, { namespaces }) => sum + namespaces, 0);
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

/** A credential is told without the group of its kind. */
function keyOf({
  environment,
  kind,
  namespace,
  name,
}: Pick<AdoptedObject, 'environment' | 'kind' | 'namespace' | 'name'>): string {
  return [environment, kind, namespace, name].join('|');
}
