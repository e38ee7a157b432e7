import { qualifiedNameProblem } from '../nameProblems';

/** What may be named without a domain: amounts of one container, and what quotas count besides. */
const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const OF_QUOTAS = new Set([
  ...OF_CONTAINERS,
  ...OF_CONTAINERS.map(name => `requests.${name}`),
  ...OF_CONTAINERS.map(name => `limits.${name}`),
  'requests.storage',
  ...COUNTED,
]);

/** Where an amount stands; each place takes other names. */
export type ResourcePlace = 'container' | 'pod' | 'quota' | 'other';

/**
 * What keeps a text from being the name of a resource in a place, as Kubernetes' `validateContainerResourceName` and
 * its neighbours decide.
 */
export function resourceNameProblem(
  name: string,
  place: ResourcePlace,
): string | undefined {
  const problem = qualifiedNameProblem(name);
  if (problem) {
    return problem;
  }
  if (place === 'pod' && !isPodLevel(name)) {
    return 'must be cpu, memory or hugepages-<size> for a whole pod';
  }
  if (!name.includes('/')) {
    return plainNameProblem(name, place);
  }
  return place === 'container' && !isNative(name) && !isExtended(name)
    ? 'must be a name that requests.<name> can be made of'
    : undefined;
}

function plainNameProblem(
  name: string,
  place: ResourcePlace,
): string | undefined {
  switch (place) {
    case 'quota':
      return OF_QUOTAS.has(name) || isHugePages(name.replace(/^requests\./, ''))
        ? undefined
        : 'must be a resource that quotas know, such as requests.cpu, or count/<resource>.<group>';
    case 'other':
      return OF_QUOTAS.has(name) || name === 'storage' || isHugePages(name)
        ? undefined
        : 'must be a standard resource such as storage, or have a domain';
    default:
      return OF_CONTAINERS.includes(name) || isHugePages(name)
        ? undefined
        : 'must be cpu, memory, ephemeral-storage, hugepages-<size> or a name with a domain';
  }
}

function isPodLevel(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isHugePages(name);
}

/** Whether a resource is memory in huge pages, of which there is never more than was asked for. */
export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

function isExtended(name: string): boolean {
  return (
    !isNative(name) &&
    !name.startsWith('requests.') &&
    qualifiedNameProblem(`requests.${name}`) === undefined
  );
}

/** Whether a request may be less than its limit. */
export function mayOvercommit(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

/** Whether only whole numbers of it can be had. */
export function isWhole(name: string): boolean {
  return COUNTED.includes(name) || isExtended(name);
}
