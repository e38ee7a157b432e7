import { projectName } from '../capabilities/tenant/checkTenantName';
import { guardRails } from '../guardrails/guardRails';
import { KubernetesObject, ManifestFile } from '../model';
import type { Steps } from '../steps';
import type { AdoptedObject, AdoptOptions, FoundObject } from './Adoption';
import { adoptReason } from './AdoptReason';
import type { AdoptWorld, Cell } from './AdoptWorld';
import { differencesOf } from './differencesOf';
import { extraObject } from './extraObject';
import type { GitObject } from './GitObjects';
import { isMade } from './isMade';
import { identityOf, told } from './told';

/** Objects that are kept of a namespace: of more, something makes them, and nobody reviews them. */
const mostKept = 1_000;

/** What is known when everything that requests stand for was told. */
export interface Keeping {
  world: AdoptWorld;
  options: AdoptOptions;
  /** All objects of which something was said; those that are said here are added. */
  done: Set<FoundObject>;
  /** What Git holds by hand of what is there. */
  inGit: ReadonlyMap<FoundObject, GitObject>;
  /** Why no request was made, by environment, kind and name of the request. */
  reasons: ReadonlyMap<string, string>;
  /** Why requests in Git render to nothing, by their kind and name. */
  refusedRequests: ReadonlyMap<string, string>;
  /** The Namespace as it is rendered. */
  namespace?: KubernetesObject;
}

/** Says of what no request stands for whether it is kept as it is, or stays outside of Git and why. In steps of an object each. */
export function* keepObjects(
  cell: Cell,
  {
    world,
    options,
    done,
    inGit,
    reasons,
    refusedRequests,
    namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: cell.namespace },
    },
  }: Keeping,
): Steps<{ files: ManifestFile[]; objects: AdoptedObject[] }> {
  const files: ManifestFile[] = [];
  const objects: AdoptedObject[] = [];
  const schemas = options.schemasOf?.(cell.environment.cluster);
  const place = {
    cell,
    namespace,
    rules: guardRails(options.platform, cell.environment),
    ...(schemas ? { schemas } : {}),
    options,
  };
  const seen = new Set<string>();
  let count = 0;
  for (const found of [...cell.objects, ...world.applicationsOf(cell)]) {
    const { object } = found;
    const key = JSON.stringify(identityOf(object));
    const isFirst = world.find(object, {
      cluster: cell.environment.cluster,
      environment: cell.environment.name,
    });
    if (done.has(found)) {
      continue;
    }
    if (isMade(object)) {
      world.made += object.kind === 'Namespace' ? 0 : 1;
      continue;
    }
    done.add(found);
    if (seen.has(key) || (isFirst && isFirst !== found && done.has(isFirst))) {
      if (isFirst && differencesOf(isFirst.object, object).length > 0) {
        objects.push(
          told(object, cell, {
            fate: 'listed',
            ...adoptReason('foundTwice'),
          }),
        );
      }
      continue;
    }
    seen.add(key);
    yield;
    const asked = `${requestKindOf(object)} ${requestNameOf(object, cell)}`;
    const why = reasons.get(`${cell.environment.name} ${asked}`);
    const refused = refusedRequests.get(asked);
    const git = inGit.get(found);
    const untaken =
      refused === undefined
        ? adoptReason('tooMany', { most: String(mostKept) })
        : adoptReason('requestRefused', { said: refused });
    const isTaken = git || (refused === undefined && count < mostKept);
    const extra = isTaken
      ? extraObject({ ...found, ...(git ? { place: git.path } : {}) }, place)
      : untaken;
    if ('why' in extra) {
      objects.push(
        told(object, cell, {
          fate: 'listed',
          ...(why === undefined ? extra : { why: `${why}; ${extra.why}` }),
        }),
      );
      continue;
    }
    count += 1;
    files.push(...extra.files);
    const differences = git ? differencesOf(git.object, object) : [];
    objects.push({
      ...told(object, cell, {
        fate: 'kept',
        by: extra.path,
        ...(why === undefined ? {} : { why }),
      }),
      ...(differences.length > 0
        ? { ...adoptReason('gitOtherwise'), differences }
        : {}),
    });
  }
  return { files, objects };
}

function requestKindOf({ kind }: KubernetesObject): string {
  const kinds: Readonly<Record<string, string>> = {
    Deployment: 'Workload',
    ExternalSecret: 'Secret',
    ScaledObject: 'Scaler',
    Application: 'Application',
  };
  return Object.hasOwn(kinds, kind) ? kinds[kind] : 'Route';
}

/** A request for an Application has the name that follows that of the project. */
function requestNameOf(
  { kind, metadata: { name } }: KubernetesObject,
  { tenant, environment }: Cell,
): string {
  const project = `${projectName(tenant, environment.name)}.`;
  return kind === 'Application' && name.startsWith(project)
    ? name.slice(project.length)
    : name;
}
