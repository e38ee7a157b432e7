import { Hop, Verdict, refOf } from '../../../model';
import { Attachment } from '../../gateway/Attachment';
import { Condition, isStale } from '../../conditions';
import { parentConditions } from '../../gateway/parentStatus';
import { resolveRefs } from '../../gateway/resolveBackend';
import { healthy, verdict } from '../../verdict';
import { judgeConditions, quote } from './conditionVerdict';
import { ParentContext } from './hopContext';

/**
 * What the gateway's controller reports about the route. Absence of a report is Unknown, never healthy; a report from
 * before the last change is Progressing; where it says Accepted although no listener takes the route, both words stand; what
 * it could not do although it accepted the route is broken, also where nothing else shows why.
 */
export function routeHop(context: ParentContext, attachment: Attachment): Hop {
  const { route, ref, view, controllerName } = context;
  const conditions = parentConditions(route, ref, controllerName);
  const judged = judge();
  const says = conditions?.filter(
    ({ type, status }) =>
      ['Accepted', 'PartiallyInvalid', 'Programmed'].includes(type) ||
      judged.native.includes(`${type}=${status}`),
  );
  return {
    kind: 'route',
    subject: refOf(view.cluster, route),
    detail: `${route.kind} ${route.metadata.name}`,
    verdict: judged,
    ...(says && says.length > 0
      ? { controllerSays: says.map(quote).join(', ') }
      : {}),
  };

  function judge(): Verdict {
    if (!conditions || conditions.length === 0) {
      return verdict('Unknown', 'no controller has reported a status yet', {
        fixableBy: 'platform',
      });
    }
    const partial = conditions.find(
      ({ type, status }) => type === 'PartiallyInvalid' && status === 'True',
    );
    if (partial) {
      return verdict('Degraded', partial.message, {
        fixableBy: 'tenant',
        native: ['PartiallyInvalid', partial.reason],
      });
    }
    const reported = judgeConditions(
      conditions,
      ['Accepted'],
      route.metadata.generation,
      attachment.reason === 'NotAllowedByListeners' ? 'platform' : 'tenant',
    );
    if (reported.state === 'Healthy' && attachment.accepted === 'False') {
      return verdict(
        'Degraded',
        `the controller reports Accepted, but ${attachment.message}`,
        { fixableBy: 'tenant', native: ['Accepted'] },
      );
    }
    return reported.state === 'Healthy'
      ? refusedFor(context, conditions) ?? healthy('Accepted')
      : reported;
  }
}

/** Of GKE, whether its load balancer is as the route says. */
const reconciled = 'Reconciled';

/** Conditions that are False say what a controller could not do with a route that it accepted. */
function refusedFor(
  { route, view }: ParentContext,
  conditions: readonly Condition[],
): Verdict | undefined {
  // A backend that is seen to be missing is told at its own hop.
  const isTold = resolveRefs(route, view).resolved === 'False';
  const refused = conditions.find(
    condition =>
      condition.status === 'False' &&
      !isStale(condition, route.metadata.generation) &&
      (condition.type === 'Programmed' ||
        condition.type === reconciled ||
        (condition.type === 'ResolvedRefs' && !isTold)),
  );
  return (
    refused &&
    judgeConditions(
      [refused],
      [refused.type],
      route.metadata.generation,
      // What its load balancer refuses is quotas, rights and addresses of the platform.
      refused.type === reconciled ? 'platform' : 'tenant',
    )
  );
}
