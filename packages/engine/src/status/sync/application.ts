import { KubernetesObject } from '../../model';
import {
  Fields,
  at,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  textsOf,
  timeOf,
} from '../../snapshot/fields';
import { Condition, conditionsOf } from '../conditions';

/** One object under an Application, as `status.resources` lists it. */
export interface ApplicationResource {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  sync?: string;
  health?: string;
  message?: string;
  requiresPruning: boolean;
}

/** What statuses read of an Argo CD Application (argoproj.io/v1alpha1). */
export interface Application {
  object: KubernetesObject;
  /** False when no controller has ever written a status. */
  answered: boolean;
  sync: string;
  health: string;
  healthMessage: string;
  conditions: Condition[];
  /** Revisions of all sources that were compared last. */
  compared: readonly string[];
  resources: ApplicationResource[];
  /** A sync that was asked for and that no controller has taken up yet. */
  requested: boolean;
  operation?: {
    phase: string;
    message: string;
    startedAt?: number;
    finishedAt?: number;
    retryCount: number;
    selfHealAttempts: number;
    revisions: readonly string[];
    refused: ApplicationResource[];
  };
  deployed?: { revisions: readonly string[]; at?: number };
  automated: boolean;
  selfHeal: boolean;
  prune: boolean;
}

/** Reads an Application; absent and odd fields read as what Argo CD takes them for. */
export function readApplication(object: KubernetesObject): Application {
  const status = fieldsOf(object.status);
  const automated = at(object.spec, 'syncPolicy', 'automated');
  const automatedFields = fieldsOf(automated);
  const operationState = fieldsOf(status.operationState);
  const history = listOf(status.history);
  const last = history[history.length - 1];
  const phase = textOf(operationState.phase);
  return {
    object,
    answered: Object.keys(status).length > 0,
    sync: textOf(at(status, 'sync', 'status')) ?? 'Unknown',
    health: textOf(at(status, 'health', 'status')) ?? 'Unknown',
    healthMessage: textOf(at(status, 'health', 'message')) ?? '',
    conditions: conditionsOf(status.conditions),
    compared: revisionsOf(fieldsOf(status.sync)),
    resources: listOf(status.resources).map(resourceOf),
    requested: object.operation !== undefined && object.operation !== null,
    ...(phase ? { operation: operationOf(phase, operationState) } : {}),
    ...(last
      ? {
          deployed: {
            revisions: revisionsOf(last),
            ...timed('at', timeOf(last.deployedAt)),
          },
        }
      : {}),
    automated:
      typeof automated === 'object' &&
      automated !== null &&
      automatedFields.enabled !== false,
    selfHeal: automatedFields.selfHeal === true,
    prune: automatedFields.prune === true,
  };
}

function operationOf(
  phase: string,
  state: Fields,
): NonNullable<Application['operation']> {
  const result = fieldsOf(state.syncResult);
  return {
    phase,
    message: textOf(state.message) ?? '',
    ...timed('startedAt', timeOf(state.startedAt)),
    ...timed('finishedAt', timeOf(state.finishedAt)),
    retryCount: numberOf(state.retryCount) ?? 0,
    selfHealAttempts:
      numberOf(at(state, 'operation', 'sync', 'selfHealAttemptsCount')) ?? 0,
    revisions: revisionsOf(result),
    refused: listOf(result.resources)
      .filter(
        item =>
          item.status === 'SyncFailed' ||
          item.hookPhase === 'Failed' ||
          item.hookPhase === 'Error',
      )
      .map(item => ({
        ...resourceOf(item),
        sync: textOf(item.status) ?? textOf(item.hookPhase),
        message: textOf(item.message),
      })),
  };
}

function resourceOf(item: Fields): ApplicationResource {
  return {
    group: textOf(item.group) ?? '',
    kind: textOf(item.kind) ?? '',
    ...(textOf(item.namespace) ? { namespace: textOf(item.namespace) } : {}),
    name: textOf(item.name) ?? '',
    sync: textOf(item.status),
    health: textOf(at(item.health, 'status')),
    message: textOf(at(item.health, 'message')),
    requiresPruning: item.requiresPruning === true,
  };
}

/** The revisions of one source, or of each of several. */
function revisionsOf(item: Fields): readonly string[] {
  const several = textsOf(item.revisions).filter(text => text !== '');
  const one = textOf(item.revision);
  if (several.length > 0) {
    return several;
  }
  return one ? [one] : [];
}

function timed<K extends string>(key: K, value: number | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: number };
}
