import { Operation } from '../operation';
import { JudgedResource } from '../health';
import { nameOf } from '../resource';
import { describeHold } from '../windows/holdOf';
import { Case, Rule, minutesSince, say, sayMessage } from './rule';

/** How long a sync may wait for one thing before that is told as trouble. */
const waitPatience = 15 * 60_000;

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
      say(one, 'Progressing', `syncing${told(operation)}`, {
        since: operation.startedAt,
      })
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
  const { retryCount, message, startedAt } = operation;
  if (retryCount === 0 && !/Retrying attempt #/.test(message)) {
    return undefined;
  }
  const why = failureOf(operation);
  return sayMessage(one, why, {
    why: `the sync failed and is being retried (${Math.max(
      1,
      retryCount,
    )} so far): ${why}`,
    since: startedAt,
  });
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
  const { message, startedAt, refused } = operation;
  const [, awaited] =
    /waiting for (?:healthy state|completion|deletion) of (?:hook )?(\S+)/.exec(
      message,
    ) ?? [];
  if (awaited === undefined) {
    return undefined;
  }
  const object = one.resources.find(each => pathOf(each) === awaited);
  const hook = refused.find(each => pathOf(each) === awaited);
  const failure =
    hook?.message ??
    (object?.health === 'Degraded' ? object.message ?? 'degraded' : undefined);
  if (failure !== undefined) {
    const why = `${awaited}: ${failure}`;
    return sayMessage(one, why, {
      why: `the sync waits for ${why}`,
      since: startedAt,
    });
  }
  const late = startedAt !== undefined && one.now - startedAt > waitPatience;
  return late
    ? say(
        one,
        'Degraded',
        `the sync has been ${message} for ${minutesSince(one.now, startedAt)}`,
        { since: startedAt },
      )
    : undefined;
}

/** As Argo CD names what it waits for: `apps/Deployment/web`. */
function pathOf({
  group,
  kind,
  name,
}: Pick<JudgedResource, 'group' | 'kind' | 'name'>) {
  return `${group}/${kind}/${name}`;
}
