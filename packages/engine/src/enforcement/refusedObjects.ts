import { isMade } from '../adopt/isMade';
import { writtenObject } from '../adopt/canonical';
import { deployerAccount } from '../capabilities/tenant/TenantTarget';
import { admissionRefusals } from '../guardrails/admissionRefusals';
import { guardRails } from '../guardrails/guardRails';
import {
  KubernetesObject,
  ObjectRef,
  isKnown,
  lastValue,
  refOf,
} from '../model';
import type { KindDescriptor } from '../kinds';
import { kindsOf, type Platform } from '../platform';
import type { NamespaceContext } from '../status/eachNamespace';
import type { WholeObject } from '../status/drift';
import { whyUnknown } from '../status/unknown';
import type { Steps } from '../steps';
import type { RefusedObject } from './EnvironmentEnforcement';
import type { Unlooked } from './Unlooked';

/**
 * The objects of a namespace that guard rails would refuse when the team's deployment writes them. What controllers made, and what the
 * platform renders itself, is none of the team's.
 *
 * @param isOurs - whether the platform renders the object
 * @param whole - asked for objects that are kept as metadata alone; undefined where whoever calls reads it and asks again
 */
export function* refusedObjects(
  { view, namespace, environment }: NamespaceContext,
  {
    platform,
    rendered,
    isOurs,
    whole,
    unlooked,
  }: {
    platform: Platform;
    /** The Namespace as it would be. */
    rendered: KubernetesObject;
    isOurs: (object: KubernetesObject) => boolean;
    whole: (ref: ObjectRef, live: KubernetesObject) => WholeObject | undefined;
    unlooked: Unlooked;
  },
): Steps<RefusedObject[]> {
  const kinds = kindsOf(platform, environment);
  const rules = guardRails(platform, environment);
  const user = `system:serviceaccount:${namespace}:${deployerAccount}`;
  const refused: RefusedObject[] = [];
  for (const kind of kinds.watched) {
    if (!kind.namespaced || isOthers(kind)) {
      continue;
    }
    const known = view.list(kind, namespace);
    if (!isKnown(known) && known.unknown !== 'notServed') {
      unlooked.note(whyUnknown(known), kind.kind);
    }
    for (const object of lastValue(known) ?? []) {
      yield;
      const ref = refOf(view.cluster, object);
      if (isMade(object) || isOurs(object)) {
        continue;
      }
      const found: WholeObject | undefined = kind.metadataOnly
        ? whole(ref, object)
        : { object };
      if (!found || 'why' in found) {
        if (found) {
          unlooked.note(found.why, `${kind.kind} ${ref.name}`);
        }
        continue;
      }
      const messages = admissionRefusals(writtenObject(found.object), rules, {
        namespace: rendered,
        user,
        kinds,
      });
      if (messages.length === 0) {
        continue;
      }
      if (kind.writer === 'tenant') {
        refused.push({ ref, messages });
      } else {
        unlooked.note(
          'who writes these is not known, and only the platform may',
          `${kind.kind} ${ref.name}`,
        );
      }
    }
  }
  return refused;
}

/** What only controllers make; a DaemonSet is written by people too, and what makes pods is looked at for them. */
function isOthers({ group, kind, writer }: KindDescriptor): boolean {
  return writer === 'controller' && !(group === 'apps' && kind === 'DaemonSet');
}
