import {
  KubernetesObject,
  OperationProgress,
  OperationResource,
} from '../../../model';
import {
  Fields,
  at,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  timeOf,
} from '../../../model/fields';
import { operationNote } from '../../../guardrails/policies/actedApplication';
import { cleanText } from '../cleanText';
import { revisionsOf } from '../source';

const most = 200;
const phases: readonly string[] = [
  'Running',
  'Terminating',
  'Succeeded',
  'Failed',
  'Error',
];

/**
 * The operation that waits, runs or ended last; undefined where there never was one. `own` are the names of the tenant's Applications:
 * messages name no others.
 *
 * @public
 */
export function operationProgress(
  object: KubernetesObject,
  own: ReadonlySet<string> = new Set(),
): OperationProgress | undefined {
  const state = fieldsOf(at(object.status, 'operationState'));
  const phase = textOf(state.phase);
  const waiting = fieldsOf(object.operation);
  const isWaiting = Object.keys(waiting).length > 0;
  const runs = phase === 'Running' || phase === 'Terminating';
  if (isWaiting && !runs) {
    return { phase: 'Requested', ...asked(waiting), resources: [] };
  }
  if (!phase) {
    return undefined;
  }
  const clean = (text: string) => cleanText(text, object.metadata, own);
  const message = textOf(state.message);
  const result = fieldsOf(state.syncResult);
  const revisions = revisionsOf(result);
  const operation = asked(fieldsOf(state.operation));
  const startedAt = timeOf(state.startedAt);
  const finishedAt = timeOf(state.finishedAt);
  return {
    ...operation,
    phase: isPhase(phase) ? phase : 'Unknown',
    ...(message ? { message: clean(message) } : {}),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    retryCount: numberOf(state.retryCount) ?? 0,
    ...(revisions.length > 0 ? { revisions } : {}),
    resources: listOf(result.resources)
      .map(item => resourceOf(item, clean))
      .sort((a, b) => Number(failed(b)) - Number(failed(a)))
      .slice(0, most),
  };
}

function isPhase(phase: string): phase is OperationProgress['phase'] {
  return phases.includes(phase);
}

function asked(
  operation: Fields,
): Omit<OperationProgress, 'phase' | 'resources'> {
  const sync = fieldsOf(operation.sync);
  const noted = (wanted: string) =>
    textOf(listOf(operation.info).find(({ name }) => name === wanted)?.value);
  // Argo CD names its own account where it was asked through its API.
  const startedBy =
    noted(`${operationNote}-by`) ??
    textOf(at(operation, 'initiatedBy', 'username'));
  const key = noted(operationNote);
  const strategy = fieldsOf(sync.syncStrategy);
  return {
    retryCount: 0,
    revisions: revisionsOf(sync),
    ...(startedBy ? { startedBy } : {}),
    ...(key ? { key } : {}),
    dryRun: sync.dryRun === true,
    prune: sync.prune === true,
    force: [strategy.hook, strategy.apply].some(
      each => fieldsOf(each).force === true,
    ),
    partial: listOf(sync.resources).length > 0,
  };
}

function resourceOf(
  item: Fields,
  clean: (text: string) => string,
): OperationResource {
  const namespace = textOf(item.namespace);
  const message = textOf(item.message);
  return {
    group: textOf(item.group) ?? '',
    kind: textOf(item.kind) ?? '',
    ...(namespace ? { namespace } : {}),
    name: textOf(item.name) ?? '',
    status: textOf(item.status) ?? textOf(item.hookPhase) ?? 'Unknown',
    ...(message ? { message: clean(message) } : {}),
  };
}

function failed({ status }: OperationResource): boolean {
  return ['SyncFailed', 'Failed', 'Error'].includes(status);
}
