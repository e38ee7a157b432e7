import {
  isKnown,
  type KubernetesObject,
  type WorkloadStatus,
} from '../../model';
import { at, listOf, textOf } from '../../model/fields';
import { conditionOf } from '../../status/conditions';
import type { FixContext } from '../FixContext';
import { valueAt } from '../fieldPlace';
import type { Trouble, Way } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

/** An image that does not exist: the one that still runs, or that runs in an environment before. */
export function* imageNotFound(context: FixContext): Iterable<Trouble> {
  const all = context.statuses?.workloads?.workloads ?? [];
  for (const workload of all) {
    const { ref, environment, troubles } = workload;
    const told = troubles.find(({ why }) =>
      /^(the image does not exist|its image has no valid name)\b/.test(why),
    );
    const place = told && WorkloadPlace.of(context, ref, environment);
    if (told && place) {
      const present = place.get('image');
      const ways = new Map<string, Way[]>();
      for (const [image, where] of [
        ...ready(context, workload),
        ...elsewhere(all, workload),
      ]) {
        if (image !== present && !ways.has(image)) {
          ways.set(
            image,
            place.set(
              `Use ${short(image)}, which ${where}`,
              'image',
              image,
              'restart',
            ),
          );
        }
      }
      yield {
        code: 'ImageNotFound',
        message: `${ref.kind}/${ref.name}: ${told.why}`,
        environment,
        subjects: [ref],
        ways: [...ways.values()].flat(),
      };
    }
  }
}

/** The images of pods of the workload that are ready: while a rollout hangs, the pods before it still serve. */
function ready(
  { statuses }: FixContext,
  { ref }: WorkloadStatus,
): Array<[string, string]> {
  const known = statuses?.snapshot.list({
    cluster: ref.cluster,
    group: '',
    kind: 'Pod',
    ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
  });
  return known && isKnown(known)
    ? known.value
        .filter(pod => isOf(pod, ref.name))
        .filter(pod => conditionOf(pod, 'Ready')?.status === 'True')
        .flatMap(pod =>
          listOf(at(pod.spec, 'containers'))
            .filter(({ name }) => name === ref.name)
            .flatMap(({ image }) => textOf(image) ?? []),
        )
        .map(image => [image, 'still runs'])
    : [];
}

function isOf({ metadata }: KubernetesObject, workload: string): boolean {
  const { labels = {}, ownerReferences = [] } = metadata;
  const hash = labels['pod-template-hash'];
  return (
    hash !== undefined &&
    ownerReferences.some(
      ({ kind, name, controller }) =>
        controller && kind === 'ReplicaSet' && name === `${workload}-${hash}`,
    )
  );
}

/** The image that the same workload runs in the other environments, where it is well. */
function elsewhere(
  all: readonly WorkloadStatus[],
  { ref, environment }: WorkloadStatus,
): Array<[string, string]> {
  return all
    .filter(
      other =>
        other.environment !== environment &&
        other.state === 'Healthy' &&
        other.ref.kind === ref.kind &&
        other.ref.name === ref.name,
    )
    .flatMap(other =>
      other.images
        .filter(({ container }) => container === ref.name)
        .map(({ image }): [string, string] => [
          image,
          `runs in ${other.environment}`,
        ]),
    );
}

function short(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).slice(0, 60);
}

/** A registry that wants a credential, where the tenant has one and the workload does not use it. */
export function* pullRefused(context: FixContext): Iterable<Trouble> {
  for (const workload of context.statuses?.workloads?.workloads ?? []) {
    const { ref, environment, troubles, images } = workload;
    const told = troubles.find(({ why }) =>
      /the registry does not let it pull the image$/.test(why),
    );
    const place = told && WorkloadPlace.of(context, ref, environment);
    if (told && place) {
      const used = valueAt(place.request.spec, [
        ...place.home,
        'imagePullSecrets',
      ]);
      const present = Array.isArray(used) ? used : [];
      const hosts = images.map(({ image }) => image.split('/')[0]);
      yield {
        code: 'PullSecretMissing',
        message: `${ref.kind}/${ref.name}: ${told.why}`,
        environment,
        subjects: [ref],
        ways: pullSecrets(context, environment)
          .filter(({ name }) => !present.includes(name))
          .filter(({ registry }) => hosts.includes(registry.split('/')[0]))
          .map(({ name }) => ({
            title: `Pull with the Secret ${name}`,
            request: place.request,
            to: place.common('imagePullSecrets', [...present, name]),
            risk: 'restart' as const,
          })),
      };
    }
  }
}

/** The Secrets that the tenant asked for to pull images, as far as requests say. */
function pullSecrets(
  { requests }: FixContext,
  environment: string,
): Array<{ name: string; registry: string }> {
  return requests.flatMap(({ kind, metadata, spec }) => {
    const template = Object(spec.template) as {
      type?: string;
      registry?: string;
    };
    const named = spec.environments;
    const isHere = !Array.isArray(named) || named.includes(environment);
    return kind === 'Secret' &&
      isHere &&
      template.type === 'dockerconfigjson' &&
      template.registry !== undefined
      ? [
          {
            name: textOf(valueAt(spec, ['target', 'name'])) ?? metadata.name,
            registry: template.registry,
          },
        ]
      : [];
  });
}
