import { valueAt, withValue } from '../fieldPlace';
import { isTypo, meantBy } from '../nearest';
import type { Way } from '../Trouble';
import { Refused } from './Refused';

function* oneOf(
  refused: Refused,
  there: readonly string[],
  what: string,
): Iterable<Way> {
  for (const name of meantBy(refused.text, there)) {
    yield refused.set(`Use ${what}${name}`, name);
  }
}

/** A gateway that the environment does not offer. */
export function unknownGateway(refused: Refused): Iterable<Way> {
  const at = withField(refused, 'gateway');
  return oneOf(
    at,
    refused
      .environments()
      .flatMap(({ gateways }) => gateways.map(({ name }) => name)),
    'gateway ',
  );
}

/** A listener that the gateway has not, or not for this protocol: another one, or whichever fits. */
export function* unknownListener(refused: Refused): Iterable<Way> {
  const parent = valueAt(refused.request.spec, parentOf(refused));
  const { gateway, listener } = (parent ?? {}) as {
    gateway?: string;
    listener?: string;
  };
  const at = withField(refused, 'listener');
  const there = refused
    .environments()
    .flatMap(({ gateways }) => gateways.filter(({ name }) => name === gateway))
    .flatMap(({ listeners }) => listeners.map(({ name }) => name));
  yield* oneOf(at, there, 'listener ');
  if (listener !== undefined) {
    yield at.set('Let the protocol choose the listener', undefined);
  }
  yield* unknownGateway(refused);
}

/** A store that the environment does not offer. */
export function unknownStore(refused: Refused): Iterable<Way> {
  return oneOf(
    refused,
    refused
      .environments()
      .flatMap(({ secretStores }) => secretStores.map(({ name }) => name)),
    'the store ',
  );
}

/** An endpoint that triggers may not name. */
export function unknownEndpoint(refused: Refused): Iterable<Way> {
  const trigger = valueAt(refused.request.spec, refused.near(1)) as
    | { type?: string }
    | undefined;
  const offered = refused.environments().flatMap(({ scaling }) => {
    const lists = Object.entries(scaling ?? {});
    return lists
      .filter(([type]) => type === trigger?.type)
      .flatMap(([, list]) =>
        Array.isArray(list) ? list.map(({ name }) => String(name)) : [],
      );
  });
  return oneOf(refused, offered, 'endpoint ');
}

/** A tier that the platform has not. */
export function* unknownTier(refused: Refused): Iterable<Way> {
  for (const way of oneOf(
    refused,
    Object.keys(refused.context.platform.tiers),
    'tier ',
  )) {
    yield { ...way, risk: 'size' };
  }
}

/** An environment that the platform or the tenant has not: the one that was meant, or without it. */
export function* unknownEnvironment(refused: Refused): Iterable<Way> {
  const { context, request } = refused;
  // Only a tenant's own list may name what it has not yet.
  const isNew =
    request.metadata.tenant === undefined &&
    refused.finding.code === 'UnknownEnvironment';
  const there = isNew
    ? context.platform.environments.map(({ name }) => name)
    : [...context.tenant.spec.environments];
  const list = valueAt(request.spec, refused.near(1));
  const { given } = refused;
  if (!Array.isArray(list)) {
    // A part of the request that is for one environment, by its name.
    const name = String(refused.steps.at(-1));
    for (const other of there.filter(each => isTypo(name, each))) {
      if (valueAt(list, [other]) === undefined) {
        const { to } = refused.set('', undefined);
        yield {
          title: `Write it for ${other}`,
          request,
          to: withValue(to, refused.near(1, other), given),
        };
      }
    }
    yield refused.set(`Leave out what is said for ${name}`, undefined);
    return;
  }
  const present: unknown[] = list;
  const near = there.filter(
    name => isTypo(refused.text, name) && !present.includes(name),
  );
  if (near.length === 1) {
    yield* oneOf(refused, near, '');
  }
  if (present.length > 1) {
    yield refused.set(`Leave ${refused.text} out`, undefined);
  }
}

/** A port that the workload has not. */
export function* unknownPort(refused: Refused): Iterable<Way> {
  const { request } = refused;
  const at = request.kind === 'Service' ? ['workload', 'ports'] : ['ports'];
  const ports = valueAt(request.spec, at);
  const names = Array.isArray(ports) ? ports.map(({ name }) => name) : [];
  for (const name of meantBy(refused.text, names)) {
    yield refused.set(`Use port ${name}`, name, { risk: 'restart' });
  }
}

/** A PriorityClass that the tier has not. */
export function* priorityClass(refused: Refused): Iterable<Way> {
  yield* oneOf(
    refused,
    refused.context.tier?.priorityClasses ?? [],
    'PriorityClass ',
  );
  yield refused.set('Leave the PriorityClass out', undefined);
}

/** Findings of parents name the parent or one of its fields. */
function parentOf(refused: Refused) {
  return typeof refused.steps.at(-1) === 'number'
    ? refused.steps
    : refused.near(1);
}

function withField(refused: Refused, field: string): Refused {
  const { context, request, finding } = refused;
  return refused.steps.at(-1) === field
    ? refused
    : new Refused(context, request, {
        ...finding,
        field: `${
          typeof refused.steps.at(-1) === 'number'
            ? finding.field
            : finding.field?.replace(/\.[^.]*$/, '')
        }.${field}`,
      });
}
