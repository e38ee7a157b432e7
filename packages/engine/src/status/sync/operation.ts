import { SyncRetry } from '../../model';
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
import { retryOf } from './retry';
import { revisionsOf } from './source';

/** The last or running operation of an Application, from `status.operationState`. */
export interface Operation {
  phase: string;
  message: string;
  startedAt?: number;
  finishedAt?: number;
  /** It failed and is tried again. */
  retry?: SyncRetry;
  /** `automated`, or the user who asked for it. */
  by?: string;
  /** Hooks that it has started, with their phase of the sync. */
  hooks: Array<ApplicationResource & { type: string }>;
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
    retry: retryOf(state),
    by: initiatorOf(at(state, 'operation', 'initiatedBy')),
    hooks: listOf(result.resources).flatMap(item => {
      const type = textOf(item.hookType);
      return type === undefined ? [] : [{ ...resourceOf(item), type }];
    }),
    selfHealAttempts,
    revisions: revisionsOf(result),
    refused: listOf(result.resources)
      .filter(failed)
      .map(item => refusedOf(item, clean)),
    dryRun: asked.dryRun === true,
    partial: listOf(asked.resources).length > 0 && selfHealAttempts === 0,
  };
}

/** Who asked for a sync: `automated`, or a user's name. */
export function initiatorOf(value: unknown): string | undefined {
  const { automated, username } = fieldsOf(value);
  return automated === true ? 'automated' : textOf(username);
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
