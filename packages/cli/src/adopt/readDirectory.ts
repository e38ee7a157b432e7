import { posix } from 'node:path';
import {
  FoundObject,
  isRequestPath,
  KubernetesObject,
  placeOf,
  Platform,
  renderedFrom,
  type Unknown,
  YamlError,
} from '@groundwork/engine';
import { Checkout } from '../checkout/Checkout';
import { liesIn } from '../checkout/liesIn';
import { readManifests } from '../checkout/readManifests';
import { build } from '../kustomize/build';
import { kustomizationNames } from '../kustomize/kustomization';
import { referencesOf } from '../kustomize/references';

/** Something that was not read, and why. */
export interface NotRead {
  path: string;
  why: string;
  /** Where it is of a cluster: which, the kind unless it is all, and what kept us from it. */
  cluster?: string;
  kind?: string;
  unknown?: Unknown;
}

/** What a directory of manifests holds. */
export interface DirectoryObjects {
  objects: FoundObject[];
  notRead: NotRead[];
}

const manifest = /\.(ya?ml|json)$/;
const config = /^kustomize\.config\.k8s\.io\//;

/**
 * The objects of a directory: of a repository as Kustomize and Argo CD would make them, or of a dump of a cluster. A Kustomization that
 * others are made of is not looked at by itself. Charts are left out: what they make is in the cluster.
 *
 * @param environment - the one that all of it is of; told by the path of each file when absent
 */
export function readDirectory(
  directory: string,
  platform: Platform,
  environment?: string,
): DirectoryObjects {
  const files = new Checkout(directory);
  const notRead: NotRead[] = [];
  const objects: FoundObject[] = [];
  const charts = new Set(
    files.paths
      .filter(path => posix.basename(path) === 'Chart.yaml')
      .map(path => posix.dirname(path)),
  );
  const { layout } = platform;
  const inTrees = (path: string) =>
    placeOf(path, layout) !== undefined || isRequestPath(path, layout);
  const kustomized = [
    ...new Set(
      files.paths
        .filter(
          path =>
            kustomizationNames.includes(posix.basename(path)) &&
            !inTrees(path) &&
            !liesIn(charts, path),
        )
        .map(path => posix.dirname(path)),
    ),
  ];
  const referenced = referencesOf(files, kustomized);
  const used = new Set(referenced.files);
  for (const each of kustomized.filter(
    path => !referenced.directories.has(path),
  )) {
    const built = build(files, each);
    built.files.forEach(path => used.add(path));
    notRead.push(
      ...built.problems.map(({ place, why }) => ({ path: place.path, why })),
    );
    objects.push(
      ...built.resources.map(({ object }) =>
        found(object as unknown as KubernetesObject, `${each}/`),
      ),
    );
  }
  for (const path of files.paths) {
    if (!manifest.test(path) || used.has(path) || isRequestPath(path, layout)) {
      continue;
    }
    if (liesIn(charts, path)) {
      continue;
    }
    const text = files.text(path);
    if (text !== undefined && /\bkind\b/.test(text)) {
      try {
        objects.push(
          ...readManifests(path, text, 'last')
            .manifests.filter(({ object }) => !config.test(object.apiVersion))
            .map(({ object }) => found(object, path, text)),
        );
      } catch (error) {
        if (!(error instanceof YamlError)) {
          throw error;
        }
        notRead.push({ path, why: error.message });
      }
    }
  }
  notRead.push(
    ...[...charts].map(path => ({ path, why: 'it is a Helm chart' })),
    ...files.unread.map(({ path, why }) => ({ path, why })),
  );
  return { objects, notRead };

  function found(
    object: KubernetesObject,
    path: string,
    text = '',
  ): FoundObject {
    const own = environment ?? environmentOf(path, platform);
    return {
      object,
      ...(own === undefined ? {} : { environment: own }),
      ...(inTrees(path) && renderedFrom(text) === undefined
        ? { place: path }
        : {}),
    };
  }
}

/** The environment that a path names, by its name or that of its cluster; undefined where it names none, or several. */
function environmentOf(path: string, platform: Platform): string | undefined {
  const { environments } = platform;
  if (environments.length === 1) {
    return environments[0].name;
  }
  const place = placeOf(path, platform.layout);
  if (place) {
    return environments.find(({ name }) => name === place.environment)?.name;
  }
  const segments = new Set(path.split('/'));
  const named = environments.filter(
    ({ name, cluster }) => segments.has(name) || segments.has(cluster),
  );
  return named.length === 1 ? named[0].name : undefined;
}
