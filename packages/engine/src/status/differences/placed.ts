import { renderedFrom } from '../../manifests';
import { KubernetesObject, groupOf } from '../../model';
import { objectsIn } from '../../render/objectsIn';
import {
  type Layout,
  platformDirectory,
  tenantDirectory,
  treeOf,
} from '../../request';
import { Steps } from '../../steps';
import { readYaml, YamlError } from '../../yaml';
import { Dialect } from './lawful';

/** An object in the folder of an environment, where it stands and which request made it. */
export interface Placed {
  object: KubernetesObject;
  path: string;
  request?: string;
}

/** What a tenant has in an environment, by what is the same in all of them: kind, and name in general terms. */
export function* placedInSteps(
  files: ReadonlyMap<string, string>,
  tenant: string,
  environment: string,
  { general }: Dialect,
  layout: Layout,
): Steps<Map<string, Placed>> {
  const folder = `${tenantDirectory(tenant, environment, layout)}/`;
  const guarded = `${platformDirectory(
    tenant,
    environment,
    'argocd',
    layout,
  )}/`;
  const placed = new Map<string, Placed>();
  for (const [path, content] of files) {
    const request = renderedFrom(content);
    // Of what the platform keeps for the tenant only what the team asked for is the team's.
    const isOwn =
      path.startsWith(folder) ||
      (path.startsWith(guarded) &&
        request !== undefined &&
        treeOf(request, layout) === 'tenants');
    if (isOwn && /\.ya?ml$/.test(path)) {
      for (const object of objectsOf(path, content)) {
        const { apiVersion, kind, metadata } = object;
        // Two patches may be of one object.
        const home = path.includes('/patches/')
          ? general(path.slice(folder.length))
          : '';
        const key = [
          home,
          groupOf(String(apiVersion)),
          kind,
          general(metadata.name),
        ].join('\n');
        placed.set(key, { object, path, ...(request ? { request } : {}) });
      }
      yield;
    }
  }
  return placed;
}

function objectsOf(path: string, content: string): KubernetesObject[] {
  const own = /(?:^|\/)kustomization\.ya?ml$/.test(path);
  return own ? kustomizationIn(content) : objectsIn(content);
}

/** A Kustomization has no name. Which files it takes follows from which there are. */
function kustomizationIn(content: string): KubernetesObject[] {
  try {
    const [document] = readYaml(content, { dialect: 'kubernetes' });
    const { resources: _, ...rest } = (document ?? {}) as Record<
      string,
      unknown
    >;
    return [
      {
        ...rest,
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        metadata: { name: 'kustomization' },
      },
    ];
  } catch (error) {
    if (error instanceof YamlError) {
      return [];
    }
    throw error;
  }
}
