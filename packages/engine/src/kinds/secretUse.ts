import { KubernetesObject } from '../model';
import { at, fieldsOf, listOf, textOf } from '../model/fields';
import type { KindDescriptor, NamedSecret } from './KindDescriptor';

/**
 * The Secrets that an object of a kind refers to: those that its kind says, else those of the pods that it runs.
 *
 * @returns a function of objects; undefined where no object of the kind refers to any
 */
export function secretUseOf({
  secretUse,
  pods,
}: KindDescriptor): KindDescriptor['secretUse'] {
  return secretUse ?? (pods && { of: ({ spec }) => secretsOfTemplate(spec) });
}

/** The Secrets of the pods of a template. */
export function secretsOfTemplate(spec: unknown): NamedSecret[] {
  return secretsOfPod(at(spec, 'template', 'spec'));
}

/** The Secrets that a pod needs: variables, volumes, projections, drivers of volumes, and what its images are pulled with. */
export function secretsOfPod(pod: unknown): NamedSecret[] {
  const containers = [
    'containers',
    'initContainers',
    'ephemeralContainers',
  ].flatMap(field => [...listOf(at(pod, field))]);
  return named([
    ...containers.flatMap(({ env, envFrom }) => [
      ...listOf(env).map(each => at(each, 'valueFrom', 'secretKeyRef', 'name')),
      ...listOf(envFrom).map(each => at(each, 'secretRef', 'name')),
    ]),
    ...listOf(at(pod, 'volumes')).flatMap(volume => [
      at(volume, 'secret', 'secretName'),
      ...listOf(at(volume, 'projected', 'sources')).map(source =>
        at(source, 'secret', 'name'),
      ),
      at(volume, 'csi', 'nodePublishSecretRef', 'name'),
      ...Object.values(fieldsOf(volume)).map(driver =>
        at(driver, 'secretRef', 'name'),
      ),
    ]),
    ...listOf(at(pod, 'imagePullSecrets')).map(({ name }) => name),
  ]);
}

/** The certificates of an Ingress. */
export function secretsOfIngress({ spec }: KubernetesObject): NamedSecret[] {
  return named(listOf(at(spec, 'tls')).map(({ secretName }) => secretName));
}

/** The certificates of a Gateway, which may be in other namespaces. */
export function secretsOfGateway({ spec }: KubernetesObject): NamedSecret[] {
  return listOf(at(spec, 'listeners'))
    .flatMap(listener => listOf(at(listener, 'tls', 'certificateRefs')))
    .filter(
      ref =>
        (textOf(ref.group) ?? '') === '' &&
        (textOf(ref.kind) ?? 'Secret') === 'Secret',
    )
    .flatMap(ref => named([ref.name], textOf(ref.namespace)));
}

/** The Secrets of a TriggerAuthentication of KEDA. */
export function secretsOfTriggers({ spec }: KubernetesObject): NamedSecret[] {
  return named(listOf(at(spec, 'secretTargetRef')).map(({ name }) => name));
}

function named(names: readonly unknown[], namespace?: string): NamedSecret[] {
  return names.flatMap(given => {
    const name = textOf(given);
    return name === undefined
      ? []
      : { name, ...(namespace === undefined ? {} : { namespace }) };
  });
}
