import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  at,
  fieldsOf,
  type KubernetesObject,
  listOf,
  samePlace,
  textOf,
} from '@groundwork/engine';
import { fileFinding } from '../checkout/fileFinding';
import type { Unit } from '../checkout/Unit';
import type { Located } from '../located';
import type { OwnRepository } from '../repository/ownRepository';
import { locate } from './locate';

/** Default branches, where nothing says which one it is. */
const USUAL = ['main', 'master'];

/** A source of an Application that is a directory of the repository that is checked out. */
interface OwnSource {
  field: string;
  /** As it is written. */
  written: string;
  /** In the repository. */
  path: string;
  revision: string;
}

/**
 * Applications whose source is this very repository, at the revision that is checked out, in a directory that is not there. What other
 * branches and repositories hold is not known; nothing is said of a directory that came since to a branch or tag of that name.
 */
export async function missingPaths(
  units: readonly Unit[],
  own: OwnRepository,
): Promise<Located[]> {
  const missing = units.flatMap(unit =>
    unit.objects.flatMap(item =>
      ownSources(item.object, own)
        .filter(({ path }) => !isThere(path, own))
        .map(source => ({ ...source, unit, item })),
    ),
  );
  const elsewhere = new Map<string, ReadonlySet<string>>();
  for (const revision of new Set(missing.map(each => each.revision))) {
    const paths = missing
      .filter(each => each.revision === revision)
      .map(({ path }) => path);
    elsewhere.set(revision, await own.addedAt(revision, [...new Set(paths)]));
  }
  return missing
    .filter(({ path, revision }) => !elsewhere.get(revision)?.has(path))
    .map(({ unit, item, field, written }) => {
      const { path, line } = locate(unit, item, `${field}.path`);
      const { name } = item.object.metadata;
      return fileFinding(
        'PathNotFound',
        path,
        `Application ${name} deploys the directory ${written} of this repository, which is not there.`,
        line,
      );
    });
}

function ownSources(
  { apiVersion, kind, spec }: KubernetesObject,
  own: OwnRepository,
): OwnSource[] {
  if (
    kind !== 'Application' ||
    !String(apiVersion).startsWith('argoproj.io/')
  ) {
    return [];
  }
  const several = listOf(at(spec, 'sources')).map(
    (source, i) => [`spec.sources[${i}]`, source] as const,
  );
  const single = several.length > 0 ? [] : ['spec.source'];
  const sources = [
    ...several,
    // What a hydrator makes of it is written by the hydrator, to a branch of its own.
    ...(at(spec, 'sourceHydrator') === undefined
      ? single
      : ['spec.sourceHydrator.drySource']
    ).map(field => [field, at({ spec }, ...field.split('.'))] as const),
  ];
  return sources.flatMap(([field, source]) => {
    const { chart, path, repoURL, targetRevision } = fieldsOf(source);
    const written = textOf(path) ?? '';
    const place = posix.normalize(written).replace(/\/+$/, '');
    const revision = textOf(targetRevision) || 'HEAD';
    const isOwn =
      chart === undefined &&
      written !== '' &&
      !place.startsWith('../') &&
      !posix.isAbsolute(written) &&
      isHere(revision, own) &&
      own.remotes.some(each => samePlace(each, textOf(repoURL) ?? ''));
    return isOwn ? [{ field, written, path: place, revision }] : [];
  });
}

/** A checkout of a job has no branch, and does not say which one is the default: what a change is about to become is meant then. */
function isHere(
  revision: string,
  { branch, knowsDefault }: OwnRepository,
): boolean {
  return revision === 'HEAD'
    ? knowsDefault || branch === undefined || USUAL.includes(branch)
    : branch !== undefined &&
        [branch, `refs/heads/${branch}`].includes(revision);
}

function isThere(path: string, { root, submodules }: OwnRepository): boolean {
  return (
    statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ===
      true ||
    submodules.some(each => path === each || path.startsWith(`${each}/`))
  );
}
