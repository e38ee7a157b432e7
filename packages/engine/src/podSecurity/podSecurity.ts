import { at, textOf } from '../model/fields';
import { baseline } from './baseline';
import { checkedPod, PodCheck } from './PodCheck';
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

/** From here on the system of a pod says what its controls are. */
const withSystems = 25;

/**
 * What Pod Security would say to a pod at a level: nothing where it admits it.
 *
 * @param template - a Pod, or the `spec.template` of what makes some
 * @param level - the level that is enforced; whatever is no level forbids nothing, as on an API server
 * @param version - of the level: `latest` or `v1.36`
 * @public
 */
export function podSecurityViolations(
  template: unknown,
  level: string,
  version: string = 'latest',
): PodSecurityViolation[] {
  const minor = minorOf(version);
  const checks = checksOf(level, minor);
  const pod = checkedPod(template);
  const isWindows =
    minor >= withSystems && textOf(at(pod.spec, 'os', 'name')) === 'windows';
  const found = checks
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
    case 'restricted':
      return [
        ...baseline.filter(
          ({ id }) => id !== 'capabilities_baseline' || minor < withAllDropped,
        ),
        ...restricted,
      ];
    case 'baseline':
      return baseline;
    default:
      return [];
  }
}

function minorOf(version: string): number {
  const minor = /^v1\.(\d{1,4})$/.exec(version)?.[1];
  return minor === undefined ? Number.MAX_SAFE_INTEGER : Number(minor);
}
