import type { KubernetesObject } from '@groundwork/engine';
import { fieldsOf } from '../tenants/entityHints';

/** Stands for messages that may be about what somebody may not see. */
export const CUT =
  'not shown: it also concerns objects outside of your namespaces';

type Item = Readonly<Record<string, unknown>>;

/**
 * An Application without what it holds elsewhere: objects of other namespaces and of the whole cluster. Where something was cut,
 * messages of Argo CD may be about that, and so may images: they go, too. The verdicts stay.
 *
 * @param isWithin - whether an object that the Application lists may be seen
 */
export function withinNamespaces(
  object: KubernetesObject,
  isWithin: (item: Item) => boolean,
): KubernetesObject {
  const status = fieldsOf(object.status);
  const operation = fieldsOf(status.operationState);
  const result = fieldsOf(operation.syncResult);
  const asked = fieldsOf(fieldsOf(operation.operation).sync);
  // Objects that are asked for alone need not have a namespace: then they are looked up in the list of all.
  const lists = [status.resources, result.resources];
  const isWhole =
    lists.every(list => itemsOf(list).every(isWithin)) &&
    itemsOf(asked.resources).every(
      item => item.namespace === undefined || isWithin(item),
    );
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
      ...(status.sourceHydrator
        ? { sourceHydrator: withoutMessages(status.sourceHydrator) }
        : {}),
      ...(status.operationState
        ? {
            operationState: {
              ...operation,
              ...('message' in operation ? { message: CUT } : {}),
              operation: {
                ...fieldsOf(operation.operation),
                sync: { ...asked, ...askedOf(asked.resources, isWithin) },
              },
              syncResult: { ...result, resources: within(result.resources) },
            },
          }
        : {}),
    },
  };
}

/** What a sync was limited to: it stays limited, to whatever it was. */
function askedOf(list: unknown, isWithin: (item: Item) => boolean): object {
  return Array.isArray(list)
    ? { resources: itemsOf(list).map(item => (isWithin(item) ? item : {})) }
    : {};
}

function withoutMessages(hydrator: unknown): object {
  const { currentOperation, ...rest } = fieldsOf(hydrator);
  return { ...rest, currentOperation: withoutMessage(currentOperation) };
}

function withoutMessage(health: unknown): object {
  const { message: _, ...rest } = fieldsOf(health);
  return rest;
}

function itemsOf(list: unknown): Item[] {
  return Array.isArray(list) ? list.map(fieldsOf) : [];
}
