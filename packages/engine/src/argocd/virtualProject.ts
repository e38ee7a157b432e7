import { KubernetesObject } from '../model';
import { at, fieldsOf } from '../model/fields';
import { matchesSelector, selectorOf } from '../snapshot/selector';

/**
 * An entry of `globalProjects` in `argocd-cm`: what the project of that name says holds for all projects that the selector
 * matches, where an empty one matches all.
 *
 * @public
 */
export interface GlobalProject {
  projectName: string;
  labelSelector: object;
}

/** The lists that Argo CD puts together. Roles, source namespaces and service accounts are each project's own. */
const merged = [
  'clusterResourceBlacklist',
  'clusterResourceWhitelist',
  'destinations',
  'namespaceResourceBlacklist',
  'namespaceResourceWhitelist',
  'sourceRepos',
  'syncWindows',
];

/**
 * An AppProject as Argo CD uses it: with what the global projects add that match it (`GetAppVirtualProject`, 3.5). A global
 * project that does not exist ends the list, and none adds to itself.
 *
 * @param find - a project of the same namespace, by its name
 * @public
 */
export function virtualProject(
  project: KubernetesObject,
  globalProjects: readonly GlobalProject[],
  find: (name: string) => KubernetesObject | undefined,
): KubernetesObject {
  const { name, labels } = project.metadata;
  let whole = project;
  for (const { projectName, labelSelector } of globalProjects) {
    if (
      projectName !== name &&
      matchesSelector(selectorOf(labelSelector), labels)
    ) {
      const global = find(projectName);
      if (!global) {
        break;
      }
      whole = merge(whole, global);
    }
  }
  return whole;
}

function merge(
  project: KubernetesObject,
  global: KubernetesObject,
): KubernetesObject {
  const lists = merged.flatMap(field => {
    const both = [at(project.spec, field), at(global.spec, field)].filter(
      Array.isArray,
    );
    // No list at all is not the same as an empty one.
    return both.length === 0 ? [] : [[field, both.flat()]];
  });
  return {
    ...project,
    spec: { ...fieldsOf(project.spec), ...Object.fromEntries(lists) },
  };
}
