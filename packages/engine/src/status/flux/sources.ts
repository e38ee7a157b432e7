import { isKnown, Known, KubernetesObject, Verdict } from '../../model';
import { at } from '../../model/fields';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { turnOf } from './turnOf';
import { verdict } from '../verdict';
import { nativeOf } from './readings';
import { fluxSource } from './target';

/** An object of Flux with where it is from, as far as that can be read. */
export interface Sourced {
  object: KubernetesObject;
  /** Its source, and what that is taken from itself; an empty list where it is not there. */
  source?: Known<readonly KubernetesObject[]>;
  /** The namespace that is looked at: what lies in others is the platform's. */
  namespace: string;
}

/** A source that is not there or can't be fetched. Flux goes on calling what it applied ready while it can't see what is new. */
export function badSource(one: Sourced): Verdict | undefined {
  const { object, namespace } = one;
  const named = fluxSource(object);
  if (!named || !one.source || !isKnown(one.source)) {
    return undefined;
  }
  const fixableBy = (home: string | undefined) =>
    home === namespace ? 'tenant' : 'platform';
  if (one.source.value.length === 0) {
    return verdict('Degraded', `its ${named.kind} ${named.name} is not there`, {
      fixableBy: fixableBy(named.namespace),
      native: nativeOf(object),
    });
  }
  // What the others are taken from explains them.
  const failing = sourcesOf(one)
    .filter(each => at(each.spec, 'suspend') !== true)
    .flatMap(each => {
      const ready = conditionOf(each, 'Ready');
      return ready?.status === 'False' ? [{ each, ready }] : [];
    })
    .pop();
  if (!failing) {
    return undefined;
  }
  const { each, ready } = failing;
  const message = controllerText(ready.message);
  return verdict(
    'Degraded',
    `its ${each.kind} ${each.metadata.name} cannot be fetched${
      message && `: ${message}`
    }`,
    {
      fixableBy: turnOf(message, fixableBy(each.metadata.namespace)),
      native: [...nativeOf(object), ready.reason].filter(Boolean),
      ...(ready.since === undefined ? {} : { since: ready.since }),
    },
  );
}

/** A source that somebody suspended. */
export function suspendedSource(one: Sourced): Verdict | undefined {
  const found = sourcesOf(one).find(({ spec }) => at(spec, 'suspend') === true);
  return found
    ? verdict(
        'Suspended',
        `its ${found.kind} ${found.metadata.name} is suspended: nothing new is seen`,
        { native: nativeOf(one.object) },
      )
    : undefined;
}

/** The source, and what that is taken from. */
export function sourcesOf({ source }: Sourced): readonly KubernetesObject[] {
  return source && isKnown(source) ? source.value : [];
}
