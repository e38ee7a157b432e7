import { Registry } from './Registry';
import { Resource } from './Resource';

const VERBS =
  'create delete deletecollection get list patch update watch'.split(' ');
const OTHERS: Record<string, object> = {
  scale: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
  token: {
    group: 'authentication.k8s.io',
    version: 'v1',
    kind: 'TokenRequest',
  },
};
const PART_VERBS: Record<string, string[]> = {
  finalize: ['update'],
  token: ['create'],
};

function entries(resource: Resource): object[] {
  const { plural, singular, namespaced, kind, review } = resource;
  const { shortNames, categories } = resource;
  const verbs = review ? ['create'] : VERBS;
  const own = { name: plural, singularName: singular, namespaced, kind };
  const parts = resource.subresources.map(part => ({
    name: `${plural}/${part}`,
    singularName: '',
    namespaced,
    kind,
    verbs: PART_VERBS[part] ?? ['get', 'patch', 'update'],
    ...OTHERS[part],
  }));
  return [{ ...own, verbs, shortNames, categories }, ...parts];
}

function apiGroup([name, list]: [string, string[]]) {
  const versions = list.map(version => {
    return { groupVersion: `${name}/${version}`, version };
  });
  return { name, versions, preferredVersion: versions[0] };
}

/**
 * Which groups, versions and kinds there are. Without aggregated discovery:
 * clients that ask for it fall back, as with older servers.
 */
export function discovery(
  registry: Registry,
  path: string,
): object | undefined {
  const [root, name, version] = path.split('/').filter(Boolean);
  const groupVersion = root === 'apis' ? `${name}/${version}` : name;
  const groups = registry.groups().filter(([group]) => group !== '');
  const head = { apiVersion: 'v1' };
  if (path === '/api') {
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [],
    };
  }
  if (path === '/apis') {
    return { kind: 'APIGroupList', ...head, groups: groups.map(apiGroup) };
  }
  if (root === 'apis' && !version) {
    const group = groups.find(([known]) => known === name);
    return group && { kind: 'APIGroup', ...head, ...apiGroup(group) };
  }
  const resources = registry.in(groupVersion).flatMap(entries);
  return resources.length > 0
    ? { kind: 'APIResourceList', ...head, groupVersion, resources }
    : undefined;
}
