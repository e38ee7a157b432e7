import { Deletion, isGoing } from '../deletion';
import { nameOf } from '../resource';
import { textsOf } from '../../../model/fields';
import { Case, Rule, minutesSince, patience, say, sayMessage } from './rule';

/** An Application that is being deleted, or should be and is not. */
export const deletion: Rule = one => {
  const { app, deletion: going, now } = one;
  if (!going) {
    return undefined;
  }
  const { since } = going;
  const error = app.conditions.find(({ type }) => type === 'DeletionError');
  if (error) {
    const waits = /confirmation/i.test(error.message);
    return waits
      ? say(
          one,
          'Suspended',
          `its deletion waits for a confirmation: ${error.message}`,
          { since },
        )
      : sayMessage(one, error.message, {
          since,
          why: `its deletion is stuck: ${error.message}`,
          fixableBy: 'platform',
        });
  }
  const asks = app.resources.filter(item => item.needsConfirmation);
  if (asks.length > 0) {
    return say(
      one,
      'Suspended',
      `its deletion waits for a confirmation of ${asks.length} of its objects`,
      { since },
    );
  }
  if (since !== undefined && now - since > patience) {
    return say(
      one,
      'Degraded',
      `its deletion has not finished in ${minutesSince(now, since)}${held(
        one,
        going,
      )}`,
      { since, fixableBy: 'platform' },
    );
  }
  return say(one, 'Progressing', 'the Application is being deleted', { since });
};

/** What it waits for: objects that do not go, hooks, or a finalizer that is not Argo CD's. */
function held({ app }: Case, { finalizers, remaining }: Deletion): string {
  const [first] = remaining;
  if (first) {
    const more =
      remaining.length > 1 ? `; ${remaining.length - 1} more remain` : '';
    return `: ${nameOf(first)} ${whyThere(first)}${more}`;
  }
  const hooks = ['pre', 'post'].find(each =>
    finalizers.some(item =>
      item.startsWith(`${each}-delete-finalizer.argocd.argoproj.io`),
    ),
  );
  if (hooks !== undefined && !takesObjects(finalizers)) {
    return `: its ${
      hooks === 'pre' ? 'PreDelete' : 'PostDelete'
    } hooks have not finished`;
  }
  const foreign = finalizers.filter(
    each => !each.includes('finalizer.argocd.argoproj.io'),
  );
  if (foreign.length > 0 && foreign.length === finalizers.length) {
    return `; held by ${foreign.join(', ')}, which Argo CD does not remove`;
  }
  const unknown = app.resources.length > 0 && takesObjects(finalizers);
  return finalizers.length > 0
    ? `; held by ${finalizers.join(', ')}${
        unknown ? '; none of its objects is seen here any more' : ''
      }`
    : '';
}

function takesObjects(finalizers: readonly string[]): boolean {
  return finalizers.some(each => each.startsWith('resources-finalizer.'));
}

function whyThere(resource: Deletion['remaining'][number]): string {
  if (!isGoing(resource)) {
    return 'is still there';
  }
  const finalizers = textsOf(resource.live?.metadata.finalizers);
  return finalizers.length > 0
    ? `is being deleted and held by ${finalizers.join(', ')}`
    : 'is being deleted';
}
