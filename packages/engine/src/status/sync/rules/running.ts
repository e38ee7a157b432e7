import { ObjectRef } from '../../../model';
import { Operation } from '../operation';
import { JudgedResource } from '../health';
import { nameOf } from '../resource';
import { describeWait } from '../waiting';
import { clock, describeHold } from '../windows/holdOf';
import { Case, Rule, minutesSince, say, sayMessage } from './rule';

/** How long a sync may wait for one thing before that is told as trouble. */
const waitPatience = 15 * 60_000;

const ended = ['Succeeded', 'Failed', 'Error'];

/** An operation that runs, or was asked for. One that waits for somebody, or fails again and again, is no progress. */
export const running: Rule = one => {
  const { app } = one;
  const { operation } = app;
  if (operation?.phase === 'Terminating') {
    return say(one, 'Progressing', 'the sync is being stopped', {
      since: operation.startedAt,
    });
  }
  if (operation?.phase === 'Running') {
    return (
      held(one, operation) ??
      confirmed(one, operation) ??
      retried(one, operation) ??
      waited(one, operation) ??
      say(
        one,
        'Progressing',
        `syncing${told(operation)}${describeWait(one.wait)}`,
        { since: operation.startedAt },
      )
    );
  }
  if (operation && !ended.includes(operation.phase)) {
    return say(
      one,
      'Unknown',
      `Argo CD reports a sync in phase ${operation.phase}, which is not known here`,
      { fixableBy: 'platform' },
    );
  }
  return app.requested
    ? say(one, 'Progressing', 'a sync was requested and has not started yet')
    : undefined;
};

function told({ message }: Operation): string {
  return message ? `: ${message}` : '';
}

function held(one: Case, { message, startedAt }: Operation) {
  if (!/blocked by sync window/i.test(message)) {
    return undefined;
  }
  const why = one.hold ? describeHold(one.hold) : message;
  return say(one, 'Suspended', `a sync waits: ${why}`, {
    since: startedAt,
    fixableBy: 'platform',
  });
}

function confirmed(one: Case, { message, startedAt }: Operation) {
  return /waiting for (pruning|deletion) confirmation/i.test(message)
    ? say(one, 'Suspended', `the sync waits for a confirmation: ${message}`, {
        since: startedAt,
      })
    : undefined;
}

function retried(one: Case, operation: Operation) {
  const { retry, message, startedAt } = operation;
  if (!retry && !/Retrying attempt #/.test(message)) {
    return undefined;
  }
  const why = failureOf(operation);
  const { count, limit, nextAt } = retry ?? { count: 1 };
  const times =
    limit === undefined ? `${count} so far` : `${count} of ${limit}`;
  // A time that has passed says that Argo CD is late, or at it.
  const next =
    nextAt !== undefined && nextAt > one.now
      ? `, next at ${clock(nextAt)}`
      : '';
  return sayMessage(one, why, {
    why: `the sync failed and is being retried (${times}${next}): ${why}`,
    since: startedAt,
    about: refusedIn(one, operation),
  });
}

/** The first object that was refused. */
export function refusedIn(
  { resources }: Pick<Case, 'resources'>,
  { refused: [first] }: Operation,
): ObjectRef | undefined {
  return (
    first &&
    (resources.find(
      ({ group, kind, name }) =>
        group === first.group && kind === first.kind && name === first.name,
    )?.ref ?? {
      cluster: resources[0]?.ref.cluster ?? '',
      group: first.group,
      kind: first.kind,
      ...(first.namespace === undefined ? {} : { namespace: first.namespace }),
      name: first.name,
    })
  );
}

/** Why an operation failed: the first object that was refused, else its own message. */
export function failureOf({ refused, message }: Operation): string {
  const [first] = refused;
  return first?.message
    ? `${nameOf(first)}: ${first.message}`
    : message || 'the last sync failed';
}

/** A sync that waits for a hook or a wave: what it waits for may have failed long ago. */
function waited(one: Case, operation: Operation) {
  const { wait } = one;
  const { message, startedAt, refused } = operation;
  if (!wait) {
    return undefined;
  }
  const { ref } = wait;
  const is = (each: Pick<JudgedResource, 'group' | 'kind' | 'name'>) =>
    each.group === ref.group &&
    each.kind === ref.kind &&
    each.name === ref.name;
  const object = one.resources.find(is);
  const hook = refused.find(is);
  const failure =
    hook?.message ??
    (object?.health === 'Degraded' ? object.message ?? 'degraded' : undefined);
  const where = describeWait(wait);
  if (failure !== undefined) {
    const path = `${ref.group}/${ref.kind}/${ref.name}`;
    return sayMessage(one, `${path}: ${failure}`, {
      why: `the sync waits for ${path}${where}: ${failure}`,
      since: startedAt,
      about: ref,
    });
  }
  const late = startedAt !== undefined && one.now - startedAt > waitPatience;
  return late
    ? say(
        one,
        'Degraded',
        `the sync has been ${message}${where} for ${minutesSince(
          one.now,
          startedAt,
        )}`,
        { since: startedAt, about: ref },
      )
    : undefined;
}
