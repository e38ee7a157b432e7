import { DeploymentRecord, KubernetesObject } from '../../model';
import {
  Fields,
  at,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  textsOf,
  timeOf,
} from '../../model/fields';
import { Condition, conditionsOf } from '../conditions';
import { cleanText } from './cleanText';
import { Hydration, hydrationOf } from './hydration';
import { Operation, initiatorOf, operationOf } from './operation';
import { ApplicationResource, resourceOf } from './resource';
import { Source, revisionsOf, sourcesOf } from './source';

/** Deployments of the past that are told. */
const shownHistory = 10;

/** What statuses read of an Argo CD Application (argoproj.io/v1alpha1). */
export interface Application {
  object: KubernetesObject;
  /** False when no controller has ever written a status. */
  answered: boolean;
  project: string;
  destination: { server: string; name: string; namespace: string };
  sources: readonly Source[];
  sync: string;
  health: string;
  healthSince?: number;
  healthMessage: string;
  conditions: Condition[];
  /** Revisions of all sources that were compared last. */
  compared: readonly string[];
  comparedAt?: number;
  resources: ApplicationResource[];
  /** A sync that was asked for and that no controller has taken up yet. */
  requested: boolean;
  /** The last operation that changed anything, or is about to: a dry run says nothing about the cluster. */
  operation?: Operation;
  /** The last success that was recorded, of all objects or of some. */
  deployed?: { revisions: readonly string[]; at?: number };
  hydration?: Hydration;
  /** What was deployed before, oldest first. */
  history: readonly DeploymentRecord[];
  /** What makes the manifests of each source, as `Kustomize`. */
  sourceTypes: readonly string[];
  automated: boolean;
  selfHeal: boolean;
  prune: boolean;
  /** New revisions that change nothing under these paths do not start a sync. */
  comparesPaths: boolean;
  /** Switched off by annotation: Argo CD does not look at it. */
  skipped: boolean;
  images: readonly string[];
}

/**
 * Reads an Application; absent and odd fields read as what Argo CD takes them for. `own` are the names of the tenant's
 * Applications: messages name no others.
 */
export function readApplication(
  object: KubernetesObject,
  own: ReadonlySet<string> = new Set(),
): Application {
  const { spec, metadata } = object;
  const clean = (text: string) => cleanText(text, metadata, own);
  const annotations = fieldsOf(metadata.annotations);
  const status = fieldsOf(object.status);
  const automated = at(spec, 'syncPolicy', 'automated');
  const automatedFields = fieldsOf(automated);
  const destination = fieldsOf(at(spec, 'destination'));
  const operation = operationOf(fieldsOf(status.operationState), clean);
  return {
    object,
    answered: Object.keys(status).length > 0,
    project: textOf(at(spec, 'project')) ?? 'default',
    destination: {
      server: textOf(destination.server) ?? '',
      name: textOf(destination.name) ?? '',
      namespace: textOf(destination.namespace) ?? '',
    },
    sources: sourcesOf(spec),
    sync: textOf(at(status, 'sync', 'status')) ?? 'Unknown',
    health: textOf(at(status, 'health', 'status')) ?? 'Unknown',
    healthSince: timeOf(at(status, 'health', 'lastTransitionTime')),
    healthMessage: textOf(at(status, 'health', 'message')) ?? '',
    conditions: conditionsOf(status.conditions).map(condition => ({
      ...condition,
      message: clean(condition.message),
    })),
    compared: revisionsOf(fieldsOf(status.sync)),
    comparedAt: timeOf(status.reconciledAt),
    // What names nothing is nothing that could be missing.
    resources: listOf(status.resources)
      .map(resourceOf)
      .filter(({ kind, name }) => kind !== '' && name !== ''),
    requested: object.operation !== undefined && object.operation !== null,
    ...(operation && !operation.dryRun ? { operation } : {}),
    deployed: deployedOf(status),
    hydration: hydrationOf(spec, status, clean),
    history: listOf(status.history).slice(-shownHistory).map(recordOf),
    sourceTypes: typesOf(status),
    automated:
      typeof automated === 'object' &&
      automated !== null &&
      automatedFields.enabled !== false,
    selfHeal: automatedFields.selfHeal === true,
    prune: automatedFields.prune === true,
    comparesPaths:
      annotations['argocd.argoproj.io/manifest-generate-paths'] !== undefined,
    skipped: annotations['argocd.argoproj.io/skip-reconcile'] === 'true',
    images: textsOf(at(status, 'summary', 'images')),
  };
}

function deployedOf(status: Fields): Application['deployed'] {
  const history = listOf(status.history);
  const last = history[history.length - 1];
  return last && { revisions: revisionsOf(last), at: timeOf(last.deployedAt) };
}

function recordOf(item: Fields): DeploymentRecord {
  const id = numberOf(item.id);
  const deployedAt = timeOf(item.deployedAt);
  const by = initiatorOf(item.initiatedBy);
  return {
    ...(id === undefined ? {} : { id }),
    revisions: [...revisionsOf(item)],
    ...(deployedAt === undefined ? {} : { at: deployedAt }),
    ...(by === undefined ? {} : { by }),
  };
}

/** Argo CD keeps `sourceTypes` of several sources, `sourceType` of one. */
function typesOf(status: Fields): readonly string[] {
  const several = textsOf(status.sourceTypes);
  return several.length > 0 ? several : textsOf([status.sourceType]);
}

/** Whether Argo CD has ever brought anything of it to the cluster. */
export function wasDeployed({ deployed, operation }: Application): boolean {
  return deployed !== undefined || operation?.phase === 'Succeeded';
}
