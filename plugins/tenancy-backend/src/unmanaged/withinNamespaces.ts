import type { KubernetesObject } from '@groundwork/engine';
import { fieldsOf } from './applications';

const CUT = 'not shown: it also concerns objects outside of your namespaces';

/**
 * An Application without what it holds elsewhere: objects of other namespaces and of the whole cluster. Where something was cut,
 * messages of Argo CD may be about that, and so may images: they go, too. The verdicts stay.
 *
 * @param isWithin - whether an object that the Application lists may be seen
 */
export function withinNamespaces(
  object: KubernetesObject,
  isWithin: (item: Readonly<Record<string, unknown>>) => boolean,
): KubernetesObject {
  const status = fieldsOf(object.status);
  const operation = fieldsOf(status.operationState);
  const result = fieldsOf(operation.syncResult);
  const lists = [status.resources, result.resources];
  const isWhole = lists.every(list => itemsOf(list).every(isWithin));
  if (isWhole) {
    return object;
  }
  const within = (list: unknown) => itemsOf(list).filter(isWithin);
  return {
    ...object,
    status: {
      ...status,
      resources: within(status.resources),
      conditions: itemsOf(status.conditions).map(each => ({
        ...each,
        message: CUT,
      })),
      health: withoutMessage(status.health),
      summary: {},
      ...(status.operationState
        ? {
            operationState: {
              ...operation,
              ...('message' in operation ? { message: CUT } : {}),
              syncResult: { ...result, resources: within(result.resources) },
            },
          }
        : {}),
    },
  };
}

function withoutMessage(health: unknown): object {
  const { message: _, ...rest } = fieldsOf(health);
  return rest;
}

function itemsOf(list: unknown): Array<Readonly<Record<string, unknown>>> {
  return Array.isArray(list) ? list.map(fieldsOf) : [];
}
