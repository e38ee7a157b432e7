import { TroubledObject, Verdict } from '../../model';
import { at, textOf, timeOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { patience } from '../patience';
import { turnOf } from './turnOf';
import { healthy, verdict } from '../verdict';
import {
  failureOf,
  formerFailureOf,
  isCurrent,
  isOnlyLookedAt,
  nativeOf,
  spanOf,
  WAITS,
} from './readings';
import { plainRevision } from './revision';
import { badSource, Sourced, sourcesOf, suspendedSource } from './sources';

/** An object of Flux with what else its verdict rests on. */
export interface FluxCase extends Sourced {
  troubled: readonly TroubledObject[];
  /** Milliseconds since the epoch, by the clock of its cluster. */
  now: number;
}

type Rule = (one: FluxCase) => Verdict | undefined;

/** In the order in which they are asked: what explains the rest comes first. */
const rules: readonly Rule[] = [
  deleted,
  suspended,
  untold,
  badSource,
  failed,
  moving,
  behind,
  badObjects,
  suspendedSource,
];

/** The verdict on an object of Flux, by the first rule that has something to say. */
export function judge(one: FluxCase): Verdict {
  for (const rule of rules) {
    const found = rule(one);
    if (found) {
      return found;
    }
  }
  return healthy(...nativeOf(one.object));
}

function deleted({ object }: FluxCase): Verdict | undefined {
  const since = timeOf(object.metadata.deletionTimestamp);
  return since === undefined
    ? undefined
    : verdict('Progressing', 'is being deleted', { since });
}

/** Whoever suspended it wants that; what failed before is told with it, and objects that are unwell count all the same. */
function suspended(one: FluxCase): Verdict | undefined {
  const { object } = one;
  if (at(object.spec, 'suspend') !== true) {
    return undefined;
  }
  const unwell = badObjects(one);
  if (unwell && unwell.state !== 'Progressing') {
    return { ...unwell, why: `suspended, and ${unwell.why}` };
  }
  const broken = failureOf(object);
  return verdict(
    'Suspended',
    `suspended: nothing new is applied${
      broken ? `; it failed before: ${broken.message}` : ''
    }`,
    { native: nativeOf(object) },
  );
}

function untold({ object, now }: FluxCase): Verdict | undefined {
  if (conditionOf(object, 'Ready')) {
    return undefined;
  }
  const since = timeOf(object.metadata.creationTimestamp);
  return since !== undefined && now - since < patience
    ? verdict('Progressing', 'Flux has not told anything of it yet', { since })
    : verdict('Unknown', 'no controller of Flux tells anything of it', {
        fixableBy: 'platform',
        ...(since === undefined ? {} : { since }),
      });
}

function failed({ object, now }: FluxCase): Verdict | undefined {
  const broken = failureOf(object);
  if (!broken) {
    return undefined;
  }
  const { reason, message, ...since } = broken;
  const rest = {
    fixableBy: turnOf(message, 'tenant'),
    native: nativeOf(object),
    ...since,
  };
  if (reason !== WAITS) {
    return verdict('Degraded', message, rest);
  }
  const waits = broken.since !== undefined && now - broken.since < patience;
  return verdict(
    waits ? 'Progressing' : 'Degraded',
    `waits for another one: ${message}`,
    rest,
  );
}

/** One that is at it: with something new, again after it failed, or only to see whether all is as it was. */
function moving({ object, now }: FluxCase): Verdict | undefined {
  const ready = conditionOf(object, 'Ready');
  const reconciling = conditionOf(object, 'Reconciling');
  const unsettled = ready?.status === 'True' ? undefined : ready;
  const busy = reconciling?.status === 'True' ? reconciling : unsettled;
  if (!busy || isOnlyLookedAt(object)) {
    return undefined;
  }
  const native = nativeOf(object);
  const before = formerFailureOf(object);
  if (before) {
    const { message, since } = before;
    return verdict('Degraded', `${message}; it is tried again`, {
      fixableBy: turnOf(message, 'tenant'),
      native,
      ...(since === undefined ? {} : { since }),
    });
  }
  const limit =
    patience + (spanOf(object, 'timeout') ?? spanOf(object, 'interval') ?? 0);
  const message = controllerText(busy.message) || 'is being reconciled';
  const since = busy.since === undefined ? {} : { since: busy.since };
  return busy.since !== undefined && now - busy.since > limit
    ? verdict('Degraded', `takes longer than it may: ${message}`, {
        fixableBy: 'platform',
        native,
        ...since,
      })
    : verdict('Progressing', message, { native, ...since });
}

/** What it says is of an earlier spec, or of an earlier revision than its source has. */
function behind(one: FluxCase): Verdict | undefined {
  const { object, now } = one;
  const native = nativeOf(object);
  if (!isCurrent(object)) {
    const why = 'its spec has changed, and Flux has not looked at that yet';
    return verdict('Progressing', why, { native });
  }
  const artifact = at(sourcesOf(one)[0]?.status, 'artifact');
  const revision = textOf(at(artifact, 'revision'));
  const applied = textOf(at(object.status, 'lastAppliedRevision'));
  // A release has the version of its chart, with which the revision of the artifact need not be the same.
  if (
    object.kind !== 'Kustomization' ||
    revision === undefined ||
    applied === undefined ||
    revision === applied
  ) {
    return undefined;
  }
  const since = timeOf(at(artifact, 'lastUpdateTime'));
  const limit = patience + (spanOf(object, 'interval') ?? patience);
  const what = shortly(plainRevision(revision));
  const rest = { native, ...(since === undefined ? {} : { since }) };
  return since !== undefined && now - since > limit
    ? verdict('Degraded', `${what} was fetched, and Flux does not apply it`, {
        ...rest,
        fixableBy: 'platform',
      })
    : verdict('Progressing', `${what} is to be applied`, rest);
}

function badObjects({ object, troubled }: FluxCase): Verdict | undefined {
  const worst = troubled.find(each => !mayStayBehind(each));
  if (!worst || worst.health === 'Suspended') {
    return undefined;
  }
  const { ref, health = 'Unknown', message } = worst;
  const told = message ? `: ${controllerText(message)}` : '';
  const rest = { native: nativeOf(object), about: ref };
  const why = `applied, but ${ref.kind}/${ref.name} is ${health}${told}`;
  return health === 'Progressing' || health === 'Unknown'
    ? verdict(health, why, rest)
    : verdict('Degraded', why, {
        ...rest,
        fixableBy: turnOf(message ?? '', 'tenant'),
      });
}

/** By the rules of Argo CD these never get further without a load balancer, or without a pod that uses them: that alone says nothing. */
function mayStayBehind({ ref, health }: TroubledObject): boolean {
  return (
    health === 'Progressing' &&
    ((ref.group === 'networking.k8s.io' && ref.kind === 'Ingress') ||
      (ref.group === '' && ref.kind === 'PersistentVolumeClaim'))
  );
}

function shortly(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}
