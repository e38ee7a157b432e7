import {
  isKnown,
  Known,
  KubernetesObject,
  TroubledObject,
  Verdict,
} from '../../model';
import { at, numberOf, textOf, timeOf } from '../../model/fields';
import { Condition, conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { healthy, verdict } from '../verdict';
import { plainRevision } from './revision';
import { fluxSource } from './target';

/** Milliseconds that Flux may take before it is called late. */
const patience = 10 * 60_000;

/** An object of Flux with what else its verdict rests on. */
export interface FluxCase {
  object: KubernetesObject;
  /** Its source, where that can be read; an empty list where it is not there. */
  source?: Known<readonly KubernetesObject[]>;
  troubled: readonly TroubledObject[];
  /** The namespace that is looked at: what lies in others is the platform's. */
  namespace: string;
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

/** Whoever suspended it wants that; what failed before is told with it. */
function suspended({ object }: FluxCase): Verdict | undefined {
  if (at(object.spec, 'suspend') !== true) {
    return undefined;
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

/** Flux goes on calling what it applied ready while it can't see what is new. */
function badSource({
  object,
  source,
  namespace,
}: FluxCase): Verdict | undefined {
  const named = fluxSource(object);
  if (!named || !source || !isKnown(source)) {
    return undefined;
  }
  const title = `${named.kind} ${named.name}`;
  const fixableBy = named.namespace === namespace ? 'tenant' : 'platform';
  const [found] = source.value;
  if (!found) {
    return verdict('Degraded', `its ${title} is not there`, {
      fixableBy,
      native: nativeOf(object),
    });
  }
  if (at(found.spec, 'suspend') === true) {
    return verdict(
      'Suspended',
      `its ${title} is suspended: nothing new is seen`,
      { native: nativeOf(object) },
    );
  }
  const ready = conditionOf(found, 'Ready');
  return ready?.status === 'False'
    ? verdict(
        'Degraded',
        `its ${title} cannot be fetched${
          ready.message ? `: ${controllerText(ready.message)}` : ''
        }`,
        {
          fixableBy,
          native: [...nativeOf(object), ready.reason].filter(Boolean),
          ...sinceOf(ready),
        },
      )
    : undefined;
}

function failed({ object, now }: FluxCase): Verdict | undefined {
  const broken = failureOf(object);
  if (!broken) {
    return undefined;
  }
  const rest = {
    fixableBy: 'tenant' as const,
    native: nativeOf(object),
    ...sinceOf(broken),
  };
  if (broken.reason !== 'DependencyNotReady') {
    return verdict('Degraded', broken.message, rest);
  }
  const waits = broken.since !== undefined && now - broken.since < patience;
  return verdict(
    waits ? 'Progressing' : 'Degraded',
    `waits for another one: ${broken.message}`,
    rest,
  );
}

function moving({ object }: FluxCase): Verdict | undefined {
  const ready = conditionOf(object, 'Ready');
  const reconciling = conditionOf(object, 'Reconciling');
  const unsettled = ready?.status === 'True' ? undefined : ready;
  const busy = reconciling?.status === 'True' ? reconciling : unsettled;
  return busy
    ? verdict(
        'Progressing',
        controllerText(busy.message) || 'is being reconciled',
        { native: nativeOf(object), ...sinceOf(busy) },
      )
    : undefined;
}

/** What it says is of an earlier spec, or of an earlier revision than its source has. */
function behind({ object, source, now }: FluxCase): Verdict | undefined {
  const { generation } = object.metadata;
  const observed = numberOf(at(object.status, 'observedGeneration'));
  const native = nativeOf(object);
  if (
    typeof generation === 'number' &&
    observed !== undefined &&
    observed < generation
  ) {
    const why = 'its spec has changed, and Flux has not looked at that yet';
    return verdict('Progressing', why, { native });
  }
  const [found] = source && isKnown(source) ? source.value : [];
  const artifact = at(found?.status, 'artifact');
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
  const late =
    since !== undefined && now - since > patience + intervalOf(object);
  const what = shortly(plainRevision(revision));
  const rest = { native, ...(since === undefined ? {} : { since }) };
  return late
    ? verdict('Degraded', `${what} was fetched, and Flux does not apply it`, {
        ...rest,
        fixableBy: 'platform',
      })
    : verdict('Progressing', `${what} is to be applied`, rest);
}

function badObjects({ object, troubled }: FluxCase): Verdict | undefined {
  const [worst] = troubled;
  if (!worst || worst.health === 'Suspended') {
    return undefined;
  }
  const { ref, health, message } = worst;
  const why = `applied, but ${ref.kind}/${ref.name} ${
    message ? `is ${health}: ${controllerText(message)}` : `is ${health}`
  }`;
  return verdict(health === 'Progressing' ? 'Progressing' : 'Degraded', why, {
    fixableBy: 'tenant',
    native: nativeOf(object),
    about: ref,
  });
}

/**
 * What failed, if anything did: Ready mirrors another condition, and once a failed release is rolled back that is the one that says
 * so. What it was rolled back for is told by Released or TestSuccess.
 */
function failureOf(object: KubernetesObject): Condition | undefined {
  const of = (type: string) => conditionOf(object, type);
  const [ready, stalled] = [of('Ready'), of('Stalled')];
  const unready = ready?.status === 'False' ? ready : undefined;
  const said = stalled?.status === 'True' ? stalled : unready;
  if (!said) {
    return undefined;
  }
  const mirrored = [of('Remediated'), stalled].some(
    each => each !== undefined && each.message === said.message,
  );
  const [cause] = mirrored
    ? [of('Released'), of('TestSuccess')]
        .filter(each => each?.status === 'False')
        .sort((a, b) => (b?.since ?? 0) - (a?.since ?? 0))
    : [];
  const told = cause ?? said;
  return {
    ...told,
    message:
      controllerText(told.message) || told.reason || 'Flux calls it not ready',
  };
}

function nativeOf(object: KubernetesObject): string[] {
  const ready = conditionOf(object, 'Ready');
  return ready ? [`Ready ${ready.status}`, ready.reason].filter(Boolean) : [];
}

function sinceOf({ since }: Condition): { since?: number } {
  return since === undefined ? {} : { since };
}

function shortly(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}

/** `spec.interval` as Go writes durations, in milliseconds; of one that can't be read ten minutes. */
function intervalOf({ spec }: KubernetesObject): number {
  const text = textOf(at(spec, 'interval')) ?? '';
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };
  return parts.length > 0
    ? parts.reduce(
        (sum, [, count, unit]) => sum + Number(count) * (units[unit] ?? 1),
        0,
      )
    : patience;
}
