import { ManifestFile, ManifestSet } from '../model';
import { DeliveryFiles, Environment, Platform, deliveryOf } from '../platform';
import { sharedDirectory } from '../request/paths';
import { byPath } from '../manifests/byPath';
import { kustomizationFile } from '../manifests/kustomizationFile';
import { manifestFile, textFile } from '../manifests/manifestFile';
import { actorObjects } from './actorObjects';
import { admissionObjects } from './admissionObjects';
import { argocdSharedObjects } from './argocdSharedObjects';
import { guardRails } from './guardRails';
import { readerObjects } from './readerObjects';

/**
 * Renders what every environment has once: in `platform/<environment>/_shared/cluster` the guard rails of its API server and the portal's
 * right to read, in `platform/<environment>/_shared/argocd` the root ApplicationSets, and with the first environment of each Argo CD the project they use.
 *
 * The first time, somebody applies `platform/<environment>/_shared/argocd` to the cluster of that Argo CD; from then on
 * an Application of its own keeps it as it is in Git.
 *
 * @public
 */
export function renderPlatform(platform: Platform): ManifestSet {
  return {
    files: byPath([
      ...platform.environments.flatMap(environment =>
        environmentFiles(platform, environment),
      ),
      ...codeowners(platform),
    ]),
  };
}

function environmentFiles(
  platform: Platform,
  environment: Environment,
): ManifestFile[] {
  const delivery = deliveryOf(platform, environment);
  return [
    ...directory(platform, environment, 'cluster', {
      'guard-rails.yaml': guardRails(platform, environment).flatMap(rule =>
        admissionObjects(rule, platform, environment),
      ),
      'reader.yaml': readerObjects(platform, environment),
      'actor.yaml': actorObjects(platform, environment),
      ...delivery?.sharedObjects?.(platform, environment),
    }),
    ...(delivery
      ? []
      : directory(
          platform,
          environment,
          'argocd',
          argocdSharedObjects(platform, environment),
        )),
  ];
}

function directory(
  platform: Platform,
  environment: Environment,
  part: 'cluster' | 'argocd',
  contents: DeliveryFiles,
): ManifestFile[] {
  const path = sharedDirectory(environment.name, part, platform.layout);
  const files = Object.entries(contents).filter(
    ([, objects]) => objects.length > 0,
  );
  return [
    ...files.map(([name, objects]) =>
      manifestFile({
        path: `${path}/${name}`,
        tree: 'platform',
        source: "the platform's configuration",
        environment,
        cluster:
          part === 'argocd' ? environment.argocd.cluster : environment.cluster,
        objects,
      }),
    ),
    kustomizationFile({
      directory: path,
      tree: 'platform',
      resources: files.map(([name]) => name),
    }),
  ];
}

/** The platform team looks at everything but the directories of tenants; with two repositories, or branches, each has its own file. */
function codeowners(platform: Platform): ManifestFile[] {
  if (!platform.codeowners) {
    return [];
  }
  const owner = platform.codeowners.platform;
  const file = {
    ...textFile('CODEOWNERS', 'platform', `* ${owner}\n`),
    shared: true as const,
  };
  const { platform: own, tenants } = platform.repository;
  return own.url === tenants.url && own.branch === tenants.branch
    ? [file]
    : [file, { ...file, tree: 'tenants' }];
}
