import type { KubernetesObject } from '@groundwork/engine';
import { fieldsOf, textsOf } from '../tenants/entityHints';

type Fields = Readonly<Record<string, unknown>>;

/** The ApplicationSets that an Application says have made it, as `namespace/name`. */
export function setsOf({ metadata }: KubernetesObject): string[] {
  return listOf(metadata.ownerReferences)
    .filter(({ kind }) => kind === 'ApplicationSet')
    .flatMap(({ name }) => textsOf(name))
    .map(name => `${metadata.namespace}/${name}`);
}

/**
 * An ApplicationSet as the owner of some of its Applications may see it: where its rollout has these, how many others are how far,
 * and whether it is in trouble. Its generators, its template, its messages and the names of the others are left out.
 *
 * @param own - names of those that are the owner's
 */
export function ownSet(
  { apiVersion, kind, metadata, spec, status }: KubernetesObject,
  own: ReadonlySet<string>,
): KubernetesObject {
  const { name, namespace } = metadata;
  const { type, rollingSync } = fieldsOf(fieldsOf(spec).strategy);
  const steps = listOf(fieldsOf(rollingSync).steps).map(() => ({}));
  const { applicationStatus, conditions } = fieldsOf(status);
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { strategy: { type, rollingSync: { steps } } },
    status: {
      conditions: listOf(conditions).map(({ message: _, ...rest }) => rest),
      applicationStatus: listOf(applicationStatus).map(
        ({ application, lastTransitionTime, step, status: how }) => ({
          step,
          status: how,
          ...(own.has(textsOf(application)[0] ?? '')
            ? { application, lastTransitionTime }
            : {}),
        }),
      ),
    },
  };
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}
