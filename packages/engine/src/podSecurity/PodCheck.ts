import { at, Fields, fieldsOf, listOf, textOf } from '../model/fields';

/** A pod as Pod Security looks at it. */
export interface CheckedPod {
  annotations: Fields;
  spec: Fields;
  containers: readonly Fields[];
}

/** One control of the Pod Security Standards, with the minor releases of Kubernetes 1 in which it is looked at so. */
export interface PodCheck {
  /** As Kubernetes names it: `allowPrivilegeEscalation`. */
  id: string;
  since?: number;
  /** The first release that looks at it otherwise. */
  before?: number;
  /** Says nothing of pods for Windows, from 1.25 on. */
  linuxOnly?: true;
  /** What it forbids, a sentence each. */
  find: (pod: CheckedPod) => string[];
}

const mostNamed = 5;
const longestName = 100;

/** The pod that a `spec.template`, or a Pod, is. */
export function checkedPod(template: unknown): CheckedPod {
  const spec = fieldsOf(at(template, 'spec'));
  return {
    annotations: fieldsOf(at(template, 'metadata', 'annotations')),
    spec,
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap(
      field => listOf(spec[field]),
    ),
  };
}

/** The containers of which something holds, by name. */
export function namesOf(
  { containers }: CheckedPod,
  holds: (securityContext: Fields, container: Fields) => boolean,
): string[] {
  return containers
    .filter(each => holds(fieldsOf(each.securityContext), each))
    .map(({ name }) => textOf(name) ?? '(without a name)');
}

/** `container web`, `containers web, proxy`; undefined of none. */
export function containersText(names: readonly string[]): string | undefined {
  return names.length === 0
    ? undefined
    : `${names.length === 1 ? 'container' : 'containers'} ${namesText(names)}`;
}

/** Of more the others are counted: names are as many and as long as a team likes. */
export function namesText(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names
    .slice(0, mostNamed)
    .map(name => name.slice(0, longestName))
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Who sets something: the pod itself, containers of it, or both. */
export function settersText(
  pod: CheckedPod,
  sets: (securityContext: Fields) => boolean,
): string | undefined {
  const own = sets(fieldsOf(pod.spec.securityContext)) ? ['pod'] : [];
  const text = containersText(namesOf(pod, sets));
  const all = [...own, ...(text === undefined ? [] : [text])];
  return all.length === 0 ? undefined : all.join(' and ');
}

/** A sentence about who sets something; none where nobody does. */
export function sentence(
  who: string | undefined,
  rest: string | (() => string),
): string[] {
  return who === undefined
    ? []
    : [`${who} ${typeof rest === 'string' ? rest : rest()}`];
}

/** Whether the pod is in a user namespace of its own. */
export function isInUserNamespace({ spec }: CheckedPod): boolean {
  return spec.hostUsers === false;
}
