import { KubernetesObject } from '../../model';
import {
  failureIn,
  isCurrent,
  nameIn,
  ownConditions,
  pendingIn,
} from './gatewayConditions';
import { Health, HealthRule, health } from './health';
import { field, isNil, items, textIn } from './scriptFields';

/** HTTPRoute: parents of which a condition is of another generation do not count. */
export const httpRoute: HealthRule = object =>
  route(object, conditions =>
    isNil(object.metadata.generation)
      ? true
      : conditions.length > 0 &&
        isCurrent(conditions, object.metadata.generation),
  );

/** GRPCRoute: every parent counts, whatever generation it speaks of. */
export const grpcRoute: HealthRule = object => route(object, () => true);

function route(
  { kind, status }: KubernetesObject,
  counts: (conditions: readonly unknown[]) => boolean,
): Health {
  const parents = isNil(status) ? undefined : field(status, 'parents');
  let reported = false;
  for (const parent of isNil(parents) ? [] : items(parents)) {
    const conditions = ownConditions(parent);
    if (conditions && counts(conditions)) {
      const says = (text: unknown) =>
        `Parent ${nameIn(parent, 'parentRef')}: ${textIn(text)}`;
      const failure = failureIn(conditions);
      if (failure !== undefined) {
        return health('Degraded', says(failure));
      }
      const pending = pendingIn(conditions, 'Route');
      if (pending !== undefined) {
        return health('Progressing', says(pending));
      }
      reported = reported || conditions.length > 0;
    }
  }
  return reported
    ? health('Healthy', `${kind} is healthy`)
    : health('Progressing', `Waiting for ${kind} status`);
}
