import { KubernetesObject, NotCompared, ObjectDrift } from '../../model';
import { Application } from '../sync/application';
import { compareCached } from './compareCached';
import { Side, fieldDrift } from './fieldDrift';
import { Ignored, ignoredOf } from './ignoreRules';
import { managersOf, writerOf } from './managedPaths';
import { Manifest } from './manifests/Manifest';
import { ManifestIndex, WantedObject } from './manifestIndex';

/** What comes of one object that Git names and that lives; without a state where all is the same. */
export type LiveDrift =
  | { why: string }
  | (Pick<ObjectDrift, 'fields' | 'furtherFields' | 'notCompared'> & {
      state?: ObjectDrift['state'];
    });

/** Compares a live object with what Git says of it. */
export function liveDrift(
  live: KubernetesObject,
  { newest, deployed }: WantedObject,
  context: {
    app: Application;
    deployment: ManifestIndex['deployment'];
    /** Whether Argo CD calls the object in sync. */
    isSynced: boolean;
  },
): LiveDrift {
  const { app, deployment, isSynced } = context;
  const ignored = ignoredOf(app.object, live, app.destination.namespace);
  const why = refusal(live, newest, ignored);
  if (why !== undefined) {
    return { why };
  }
  const managers = managersOf(live);
  const outcome = fieldDrift(
    { object: live, managers },
    sideOf(deployed, live, ignored),
    sideOf(newest, live, ignored),
    deployment === 'unknown',
  );
  const notCompared: NotCompared[] = [...outcome.notCompared];
  const fields = outcome.fields.filter(field => {
    // What a newer commit brings Argo CD need not have looked at.
    const isItsMatter =
      field.kind !== 'ignored' &&
      field.newest === undefined &&
      (field.kind !== 'notDeployed' || deployment === 'never');
    const at = field.writer?.at;
    const hasLooked =
      at === undefined ||
      (app.comparedAt !== undefined && at <= app.comparedAt);
    if (isItsMatter && isSynced && hasLooked) {
      notCompared.push({
        path: field.path,
        why: 'Argo CD has compared it and calls it the same',
      });
      return false;
    }
    return true;
  });
  const state = stateOf(fields, notCompared);
  return {
    ...(state === undefined ? {} : { state }),
    fields,
    ...(outcome.further > 0 ? { furtherFields: outcome.further } : {}),
    notCompared,
  };
}

/** Why a live object can't be compared. */
function refusal(
  live: KubernetesObject,
  newest: Manifest | undefined,
  ignored: Ignored,
): string | undefined {
  if (ignored.unreadable !== undefined) {
    return ignored.unreadable;
  }
  const apiVersion = newest?.object.apiVersion;
  if (apiVersion !== live.apiVersion) {
    return `Git has ${apiVersion}, and it is read as ${live.apiVersion}`;
  }
  return ignored.managers.length > 0 && !Array.isArray(managersOf(live))
    ? 'ignoreDifferences names managers, and who wrote its fields is not known'
    : undefined;
}

function sideOf(
  manifest: Manifest | undefined,
  live: KubernetesObject,
  ignored: Ignored,
): Side | undefined {
  if (!manifest || manifest.object.apiVersion !== live.apiVersion) {
    return undefined;
  }
  const { object, masks } = manifest;
  const compared = compareCached(object, live, [...masks, ...ignored.masks]);
  const managers = managersOf(live);
  if (ignored.managers.length === 0 || !Array.isArray(managers)) {
    return { git: object, compared };
  }
  const theirs = managers.filter(({ writer }) =>
    ignored.managers.includes(writer.manager),
  );
  const differences = compared.differences.map(each =>
    writerOf(theirs, each.path) ? { ...each, ignored: true } : each,
  );
  return { git: object, compared: { ...compared, differences } };
}

function isDrift({ kind }: { kind: string }): boolean {
  return kind === 'changed' || kind === 'unclear';
}

function stateOf(
  fields: ObjectDrift['fields'],
  notCompared: readonly NotCompared[],
): ObjectDrift['state'] | undefined {
  if (fields.some(isDrift)) {
    return 'differs';
  }
  if (fields.some(({ kind }) => kind === 'notDeployed')) {
    return 'notDeployed';
  }
  if (fields.length > 0) {
    return 'ignored';
  }
  return notCompared.length > 0 ? 'notCompared' : undefined;
}
