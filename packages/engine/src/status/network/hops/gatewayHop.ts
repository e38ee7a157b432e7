import { Hop, Verdict, isKnown, refOf } from '../../../model';
import { at, textOf } from '../../../model/fields';
import { conditionsOf } from '../../conditions';
import { classOf, governingGateway } from '../../gateway/governingGateway';
import { gatewayGroup } from '../../gateway/kinds';
import { whyUnknown } from '../../unknown';
import { verdict, worstOf } from '../../verdict';
import { judgeConditions, quote } from './conditionVerdict';
import { ParentContext } from './hopContext';

/** Whether the gateway exists, its class is run by a controller, and that controller has programmed it. */
export function gatewayHop(context: ParentContext): Hop {
  const { ref, view, gateway } = context;
  if (!gateway) {
    const known = governingGateway(ref, view);
    const { kind, namespace, name } = ref;
    return {
      kind: 'gateway',
      subject: {
        cluster: view.cluster,
        group: gatewayGroup,
        kind,
        namespace,
        name,
      },
      detail: `${namespace}/${name}`,
      verdict: isKnown(known)
        ? verdict('Missing', `${kind} ${namespace}/${name} does not exist`, {
            fixableBy: 'tenant',
          })
        : verdict('Unknown', whyUnknown(known), { fixableBy: 'platform' }),
    };
  }
  const conditions = conditionsOf(at(gateway.status, 'conditions'));
  const says = conditions.filter(({ type }) =>
    ['Accepted', 'Programmed'].includes(type),
  );
  const own =
    conditions.length === 0
      ? verdict('Unknown', 'no controller has reported a status yet', {
          fixableBy: 'platform',
        })
      : judgeConditions(
          conditions,
          ['Accepted', 'Programmed'],
          gateway.metadata.generation,
          'platform',
        );
  const verdicts = [classVerdict(context), own].filter(
    (item): item is Verdict => item !== undefined,
  );
  return {
    kind: 'gateway',
    subject: refOf(view.cluster, gateway),
    detail: `${gateway.metadata.namespace}/${gateway.metadata.name}`,
    verdict: worstOf(verdicts) ?? own,
    ...(says.length > 0 ? { controllerSays: says.map(quote).join(', ') } : {}),
  };
}

function classVerdict({ gateway, view }: ParentContext): Verdict | undefined {
  if (!gateway) {
    return undefined;
  }
  const known = classOf(gateway, view);
  const name = textOf(at(gateway.spec, 'gatewayClassName')) ?? '(none)';
  if (!isKnown(known)) {
    return verdict('Unknown', whyUnknown(known), { fixableBy: 'platform' });
  }
  if (!known.value) {
    return verdict('Degraded', `GatewayClass ${name} does not exist`, {
      fixableBy: 'platform',
    });
  }
  const conditions = conditionsOf(at(known.value.status, 'conditions'));
  const result = judgeConditions(
    conditions,
    ['Accepted'],
    known.value.metadata.generation,
    'platform',
  );
  return result.state === 'Healthy'
    ? undefined
    : { ...result, why: `GatewayClass ${name}: ${result.why}` };
}
