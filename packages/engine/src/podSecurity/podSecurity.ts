import { at, textOf } from '../model/fields';
import { baseline } from './baseline';
import { CheckedPod, checkedPod, PodCheck } from './PodCheck';
import { restricted } from './restricted';

/**
 * A level of the Pod Security Standards.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @public
 */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/**
 * What a level forbids of a pod.
 *
 * @public
 */
export interface PodSecurityViolation {
  /** The control, as Kubernetes names it: `allowPrivilegeEscalation`. */
  check: string;
  /** What has to be otherwise: `container web must set ...`. */
  message: string;
}

/** From here on `restricted` has a rule of its own on capabilities in the place of that of `baseline`. */
const withAllDropped = 22;

/** Between these releases clusters are that somebody still runs. */
const [oldest, newest] = [30, 1_000];

/** From here on the system of a pod says what its controls are. */
const withSystems = 25;

/**
 * What Pod Security would say to a pod at a level: nothing where it admits it.
 *
 * @param template - a Pod, or the `spec.template` of what makes some
 * @param level - the level that is enforced; an API server takes for `restricted` what is none
 * @param version - of the level: `v1.36`; where it is `latest` or none, what releases differ in is left out, since which one the cluster is of is not known
 * @public
 */
export function podSecurityViolations(
  template: unknown,
  level: string,
  version: string = 'latest',
): PodSecurityViolation[] {
  const pod = checkedPod(template);
  const minor = minorOf(version);
  if (minor !== undefined) {
    return violationsAt(pod, level, minor);
  }
  const before = new Set(
    violationsAt(pod, level, oldest).map(({ check }) => check),
  );
  return violationsAt(pod, level, newest).filter(({ check }) =>
    before.has(check),
  );
}

function violationsAt(
  pod: CheckedPod,
  level: string,
  minor: number,
): PodSecurityViolation[] {
  const isWindows =
    minor >= withSystems && textOf(at(pod.spec, 'os', 'name')) === 'windows';
  const found = checksOf(level, minor)
    .filter(({ linuxOnly }) => !(linuxOnly && isWindows))
    .filter(
      ({ since = 0, before = Infinity }) => since <= minor && minor < before,
    )
    .flatMap(({ id, find }) =>
      find(pod).map(message => ({ check: id, message })),
    );
  const told = new Set<string>();
  // What both levels forbid is told once.
  return found.filter(({ message }) => !told.has(message) && told.add(message));
}

function checksOf(level: string, minor: number): readonly PodCheck[] {
  switch (level) {
    case 'privileged':
      return [];
    case 'baseline':
      return baseline;
    default:
      return [
        ...baseline.filter(
          ({ id }) => id !== 'capabilities_baseline' || minor < withAllDropped,
        ),
        ...restricted,
      ];
  }
}

/** The release that a version names; undefined where it is the cluster's own. */
function minorOf(version: string): number | undefined {
  const minor = /^v1\.(0|[1-9]\d{0,3})$/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
