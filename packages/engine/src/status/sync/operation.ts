import {
  Fields,
  at,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  timeOf,
} from '../../model/fields';
import { ApplicationResource, resourceOf } from './resource';
import { revisionsOf } from './source';

/** The last or running operation of an Application, from `status.operationState`. */
export interface Operation {
  phase: string;
  message: string;
  startedAt?: number;
  finishedAt?: number;
  retryCount: number;
  selfHealAttempts: number;
  revisions: readonly string[];
  /** Objects and hooks that failed, with their messages. */
  refused: ApplicationResource[];
  dryRun: boolean;
  /** A person chose some of the objects: a success says nothing about the others. */
  partial: boolean;
}

/** Reads `status.operationState`, undefined when there is none. */
export function operationOf(
  state: Fields,
  clean: (text: string) => string,
): Operation | undefined {
  const phase = textOf(state.phase);
  if (!phase) {
    return undefined;
  }
  const result = fieldsOf(state.syncResult);
  const asked = fieldsOf(at(state, 'operation', 'sync'));
  const selfHealAttempts = numberOf(asked.autoHealAttemptsCount) ?? 0;
  return {
    phase,
    message: clean(textOf(state.message) ?? ''),
    startedAt: timeOf(state.startedAt),
    finishedAt: timeOf(state.finishedAt),
    retryCount: numberOf(state.retryCount) ?? 0,
    selfHealAttempts,
    revisions: revisionsOf(result),
    refused: listOf(result.resources)
      .filter(failed)
      .map(item => refusedOf(item, clean)),
    dryRun: asked.dryRun === true,
    partial: listOf(asked.resources).length > 0 && selfHealAttempts === 0,
  };
}

function failed({ status, hookPhase }: Fields): boolean {
  return (
    status === 'SyncFailed' || hookPhase === 'Failed' || hookPhase === 'Error'
  );
}

function refusedOf(
  item: Fields,
  clean: (text: string) => string,
): ApplicationResource {
  const message = textOf(item.message);
  return {
    ...resourceOf(item),
    sync: textOf(item.status) ?? textOf(item.hookPhase),
    message: message && clean(message),
  };
}
