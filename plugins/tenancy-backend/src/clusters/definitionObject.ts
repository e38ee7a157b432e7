import {
  type Definition,
  type KubernetesObject,
  readDefinition,
} from '@groundwork/engine';

/**
 * What is kept of a CustomResourceDefinition: never its `spec`, so that nobody can take what is left for the whole.
 */
interface DefinitionObject extends KubernetesObject {
  spec?: never;
  status?: never;
  /** Absent where it could not be read. */
  definition?: Definition;
}

/**
 * Reads a CustomResourceDefinition. An operator's own kinds may weigh megabytes, and nothing is ever rendered of them:
 * their schemas are left out, and the definition says so.
 *
 * @param groups - API groups whose schemas are kept
 */
export function definitionObject(
  crd: KubernetesObject,
  groups: ReadonlySet<string>,
): DefinitionObject {
  const definition = readDefinition(crd, group => groups.has(group));
  return {
    apiVersion: crd.apiVersion,
    kind: crd.kind,
    metadata: crd.metadata,
    ...(definition ? { definition } : {}),
  };
}

/** What was kept of the definitions among these objects. */
export function definitionsOf(
  objects: readonly KubernetesObject[],
): readonly Definition[] {
  return objects.flatMap(
    object => (object as DefinitionObject).definition ?? [],
  );
}

/**
 * The groups of definitions that could not be read: of their kinds nothing is known. A definition is called `<plural>.<group>`;
 * `*` stands for one without a name.
 *
 * @param names - of definitions that are not among the objects
 */
export function unreadGroups(
  objects: readonly KubernetesObject[],
  names: readonly string[],
): readonly string[] {
  const unread = objects
    .filter(object => !(object as DefinitionObject).definition)
    .map(({ metadata }) => metadata.name);
  return [...unread, ...names].map(name =>
    name.includes('.') ? name.slice(name.indexOf('.') + 1) : '*',
  );
}
