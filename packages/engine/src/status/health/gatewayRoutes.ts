import { KubernetesObject } from '../../model';
import { Fields, at, listOf } from '../../snapshot/fields';
import { failedOf, nameOf, noneUnseen, pendingOf } from './gatewayConditions';
import { Health, health } from './health';

interface Parent {
  name: string;
  conditions: readonly Fields[];
}

const required = ['ResolvedRefs', 'Accepted'];

/** HTTPRoute and GRPCRoute: a parent counts once one of its conditions is of the present generation. */
export function route(object: KubernetesObject): Health {
  const { generation } = object.metadata;
  const current = parentsOf(object).filter(
    ({ conditions }) =>
      generation === undefined ||
      conditions.some(item => item.observedGeneration === generation),
  );
  for (const { name, conditions } of current) {
    const failed = failedOf(conditions, required);
    if (failed) {
      return health('Degraded', `Parent ${name}: ${failed}`);
    }
    const pending = pendingOf(conditions, 'Route');
    if (pending !== undefined) {
      return health('Progressing', `Parent ${name}: ${pending}`);
    }
  }
  return current.length > 0
    ? health('Healthy', `${object.kind} is healthy`)
    : health('Progressing', `Waiting for ${object.kind} status`);
}

/** TLSRoute: a parent counts unless one of its conditions is of another generation, and has to be Accepted outright. */
export function tlsRoute(object: KubernetesObject): Health {
  const { generation } = object.metadata;
  const current = parentsOf(object).filter(({ conditions }) =>
    noneUnseen(conditions, generation),
  );
  for (const { name, conditions } of current) {
    const failed = failedOf(conditions, required);
    if (failed) {
      return health('Degraded', `Parent ${name}: ${failed}`);
    }
  }
  const late = current.find(
    ({ conditions }) => pendingOf(conditions, 'Route') !== undefined,
  );
  if (late) {
    const pending = pendingOf(late.conditions, 'Route');
    return health('Progressing', `Parent ${late.name}: ${pending}`);
  }
  if (current.some(({ conditions }) => isFinished(conditions))) {
    return health('Healthy', 'TLSRoute is healthy');
  }
  const [first] = current;
  return first
    ? health(
        'Progressing',
        `Parent ${first.name}: Waiting for TLSRoute conditions`,
      )
    : health('Progressing', 'Waiting for TLSRoute status');
}

function parentsOf(object: KubernetesObject): Parent[] {
  return listOf(at(object.status, 'parents'))
    .map(parent => ({
      name: nameOf(parent.parentRef),
      conditions: listOf(parent.conditions),
    }))
    .filter(({ conditions }) => conditions.length > 0);
}

function isFinished(conditions: readonly Fields[]): boolean {
  return required.every(type =>
    conditions.some(item => item.type === type && item.status === 'True'),
  );
}
