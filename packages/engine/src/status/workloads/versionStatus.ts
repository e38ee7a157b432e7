import { CardProblem, KubernetesObject, Snapshot, Verdict } from '../../model';
import { at, listOf, textOf } from '../../model/fields';
import { asSeen, objectsIn } from '../cardParts';
import { eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { controllerOf, whyPodsUnknown, podsByWorkload } from './podsOfWorkload';
import { workloadStatus } from './workloadStatus';

const kinds = [
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'apps', kind: 'DaemonSet' },
  { group: 'argoproj.io', kind: 'Rollout' },
] as const;

/**
 * Whether a workload of the cluster is set to an image, and how the pods of that image fare.
 *
 * @public
 */
export interface VersionStatus {
  /** Absent where no workload of the name is set to the image. */
  verdict?: Verdict;
  /** The images that the workload is set to instead; empty where there is none of the name. */
  images: readonly string[];
  /** What could not be read. */
  problems: readonly CardProblem[];
}

/**
 * How a version fares that is being deployed. Pods of the version before are not judged: they go.
 *
 * @public
 */
export function versionStatus(
  tenant: TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
  wanted: { environment: string; name: string; image: string },
): VersionStatus {
  const problems: CardProblem[] = [];
  const images = new Set<string>();
  for (const place of eachNamespace(tenant, snapshot, options, problems)) {
    const { environment, namespace, view } = place;
    if (environment.name !== wanted.environment) {
      continue;
    }
    for (const kind of kinds) {
      const listed = objectsIn(kind, place, problems);
      for (const object of listed.objects) {
        if (
          object.metadata.name !== wanted.name ||
          controllerOf(object) !== undefined
        ) {
          continue;
        }
        const own = imagesIn(at(object.spec, 'template', 'spec'));
        if (!own.includes(wanted.image)) {
          own.forEach(image => images.add(image));
          continue;
        }
        // Pods that were last seen some time ago say nothing of this version: what its controller counts does.
        const pods = whyPodsUnknown(namespace, view)
          ? []
          : podsByWorkload(namespace, view).get(
              `${object.kind}/${object.metadata.name}`,
            ) ?? [];
        return {
          verdict: asSeen(
            workloadStatus(object, ofVersion(pods, own), place),
            listed,
          ),
          images: [],
          problems: here(problems, wanted.environment),
        };
      }
    }
  }
  return { images: [...images], problems: here(problems, wanted.environment) };
}

function here(
  problems: readonly CardProblem[],
  environment: string,
): CardProblem[] {
  return problems.filter(each => each.environment === environment);
}

/** The pods that have all images of a template. */
function ofVersion(
  pods: readonly KubernetesObject[],
  images: readonly string[],
): KubernetesObject[] {
  return pods.filter(({ spec }) => {
    const own = new Set(imagesIn(spec));
    return images.every(image => own.has(image));
  });
}

function imagesIn(podSpec: unknown): string[] {
  return listOf(at(podSpec, 'containers')).map(
    ({ image }) => textOf(image) ?? '',
  );
}
