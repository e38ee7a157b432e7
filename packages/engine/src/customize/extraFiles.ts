import { Tenant } from '../manifests';
import { kustomizationFile } from '../manifests/kustomizationFile';
import { manifestFile } from '../manifests/manifestFile';
import {
  KubernetesObject,
  ManifestFile,
  ObjectMeta,
  refKey,
  refOf,
} from '../model';
import { commonAnnotations, commonLabels } from '../names';
import { Environment, Platform } from '../platform';
import type { PlatformManifests } from '../platform/manifestsSchema';
import { fillTemplate } from '../platform/objectTemplate';
import { Refusals } from '../request';
import { platformDirectory } from '../request/paths';
import { manifestRefusal } from './manifestRefusal';
import { templateValuesOf } from './templateValuesOf';
import { withEntry } from './withEntry';

type Entry = PlatformManifests['objects'][number];

/**
 * The files of a tenant with those of the platform's further objects. They are in the platform tree, whose project admits their
 * kinds, and marked as the platform's, so that a team can't change them.
 */
export function extraFiles(
  files: readonly ManifestFile[],
  options: {
    platform: Platform;
    tenant: Tenant;
    source: string;
    refusals: Refusals;
    isFor: (entry: Entry, environment: Environment) => boolean;
  },
): readonly ManifestFile[] {
  const { platform, tenant, source, refusals, isFor } = options;
  const taken = new Set(files.flatMap(refsIn));
  const added: ManifestFile[] = [];
  const lists = new Map<string, string[]>();
  for (const environment of platform.environments) {
    const { name } = environment;
    if (!tenant.spec.environments.includes(name)) {
      continue;
    }
    const directory = platformDirectory(
      tenant.metadata.name,
      name,
      'cluster',
      platform.layout,
    );
    platform.manifests.objects.forEach((entry, index) => {
      if (!isFor(entry, environment)) {
        return;
      }
      const object = objectOf(entry, platform, tenant, environment);
      const file = manifestFile({
        path: `${directory}/extra-${entry.name}.yaml`,
        tree: 'platform',
        source,
        environment,
        objects: [object],
      });
      if (refsIn(file).some(ref => taken.has(ref))) {
        refusals.add(
          manifestRefusal(
            `manifests.objects[${index}]`,
            entry.name,
            object,
            'it is rendered already; change it with a patch instead',
          ),
        );
      }
      refsIn(file).forEach(ref => taken.add(ref));
      added.push(file);
      lists.set(directory, [
        ...(lists.get(directory) ?? []),
        `extra-${entry.name}.yaml`,
      ]);
    });
  }
  const listed = files.map(file => {
    const directory = file.path.slice(0, file.path.lastIndexOf('/'));
    const extra = lists.get(directory);
    return extra && file.path === `${directory}/kustomization.yaml`
      ? kustomizationFile({
          directory,
          tree: file.tree,
          resources: [...namesIn(files, directory), ...extra],
          ...(file.shared ? { shared: true } : {}),
        })
      : file;
  });
  return [...listed, ...added];
}

function refsIn({ target, objects }: ManifestFile): string[] {
  return objects.map(object => refKey(refOf(target?.cluster ?? '', object)));
}

/** The files of a directory that its kustomization lists: those with objects. */
function namesIn(files: readonly ManifestFile[], directory: string): string[] {
  return files
    .filter(
      ({ path, target }) =>
        target && path.slice(0, path.lastIndexOf('/')) === directory,
    )
    .map(({ path }) => path.slice(directory.length + 1));
}

function objectOf(
  { name, object: template }: Entry,
  platform: Platform,
  tenant: Tenant,
  environment: Environment,
): KubernetesObject {
  const values = templateValuesOf(platform, tenant, environment);
  const object = fillTemplate(template, values) as unknown as KubernetesObject;
  const { labels, annotations, ...rest } = object.metadata;
  const metadata: ObjectMeta = {
    ...rest,
    namespace: values.namespace,
    labels: {
      ...labels,
      ...commonLabels(
        platform,
        tenant.metadata.name,
        environment.name,
        'platform',
      ),
    },
    annotations: { ...annotations, ...commonAnnotations(platform) },
  };
  return withEntry({ ...object, metadata }, name, platform.prefix);
}
