import { Registry } from './Registry';
import { Resource } from './Resource';

const READ = ['get', 'list', 'watch'];
const VERBS = [
  'create',
  'delete',
  'deletecollection',
  ...READ,
  'patch',
  'update',
];
const PART_VERBS = ['get', 'patch', 'update'];

interface Part {
  name: string;
  verbs: string[];
  group: string;
  version: string;
  kind: string;
}

function partsOf(resource: Resource): Part[] {
  const { group, version, kind } = resource;
  const own = { group, version, kind };
  const scale = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
  const token = { group: 'authentication.k8s.io', version: 'v1' };
  return [
    ...(resource.status ? [{ name: 'status', verbs: PART_VERBS, ...own }] : []),
    ...(resource.scale ? [{ name: 'scale', verbs: PART_VERBS, ...scale }] : []),
    ...resource.extra.map(name =>
      name === 'token'
        ? { name, verbs: ['create'], ...token, kind: 'TokenRequest' }
        : { name, verbs: ['update'], ...own },
    ),
  ];
}

function verbsOf(resource: Resource): string[] {
  return resource.review ? ['create'] : VERBS;
}

export function resourceList(registry: Registry, groupVersion: string) {
  const all = registry
    .all()
    .filter(
      r => groupVersion === (r.group ? `${r.group}/${r.version}` : r.version),
    );
  if (all.length === 0) {
    return undefined;
  }
  const resources = all.flatMap(resource => [
    {
      name: resource.plural,
      singularName: resource.singular,
      namespaced: resource.namespaced,
      kind: resource.kind,
      verbs: verbsOf(resource),
      shortNames: resource.shortNames,
      categories: resource.categories,
    },
    ...partsOf(resource).map(({ name, ...part }) => ({
      ...part,
      name: `${resource.plural}/${name}`,
      singularName: '',
      namespaced: resource.namespaced,
    })),
  ]);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

export function apiGroup(registry: Registry, name: string) {
  const versions = (registry.groups().get(name) ?? []).map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

export function groupList(registry: Registry) {
  const names = [...registry.groups().keys()].filter(Boolean);
  const groups = names.map(name => apiGroup(registry, name));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

/** All of discovery in one answer, as newer clients ask for it. */
export function aggregated(registry: Registry, core: boolean) {
  const groups = [...registry.groups()].filter(
    ([name]) => (name === '') === core,
  );
  const scope = (resource: Resource) =>
    resource.namespaced ? 'Namespaced' : 'Cluster';
  const items = groups.map(([name, versions]) => ({
    metadata: core
      ? { creationTimestamp: null }
      : { name, creationTimestamp: null },
    versions: versions.map(version => ({
      version,
      freshness: 'Current',
      resources: registry
        .all()
        .filter(r => r.group === name && r.version === version)
        .map(resource => ({
          resource: resource.plural,
          responseKind: { group: name, version, kind: resource.kind },
          scope: scope(resource),
          singularResource: resource.singular,
          verbs: verbsOf(resource),
          shortNames: resource.shortNames,
          categories: resource.categories,
          subresources: partsOf(resource).map(part => ({
            subresource: part.name,
            verbs: part.verbs,
            responseKind: {
              group: part.group,
              version: part.version,
              kind: part.kind,
            },
          })),
        })),
    })),
  }));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items,
  };
}
