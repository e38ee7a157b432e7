import { Refusals } from '../../request/Refusals';
import { PlatformGateway } from '../../platform';
import { Target } from '../../manifests/Target';
import { missingFeature } from '../../platform/gatewayApi';
import { RouteParent } from './attachment';
import { RouteSpec } from './request';

type Protocol = RouteSpec['protocol'];
type Listener = PlatformGateway['listeners'][number];

/** Listener protocols a route may attach to, the preferred first. */
const fitting: Record<Protocol, readonly Listener['protocol'][]> = {
  HTTP: ['HTTPS', 'HTTP'],
  GRPC: ['HTTPS', 'HTTP'],
  TLS: ['TLS'],
  TCP: ['TCP'],
  UDP: ['UDP'],
};

/**
 * A parentRef of a route. The listener is always named, so that a listener added later gets no route by accident.
 */
export interface ParentRef {
  group: string;
  kind: 'Gateway';
  namespace: string;
  name: string;
  sectionName: string;
}

/**
 * The parentRefs of a route: the listeners it names, else those of the gateway that speak its protocol,
 * encrypted ones where there are any. TCP and UDP, which have no hostnames to tell tenants apart, only get granted listeners.
 */
export function parentRefs(
  refusals: Refusals,
  target: Target,
  protocol: Protocol,
  parents: readonly RouteParent[],
  field: string,
): ParentRef[] {
  const refs: ParentRef[] = [];
  parents.forEach((parent, index) => {
    const at = `${field}[${index}]`;
    const gateway = target.environment.gateways.find(
      candidate => candidate.name === parent.gateway,
    );
    if (!gateway) {
      refusals.add({
        code: 'UnknownGateway',
        field: `${at}.gateway`,
        given: parent.gateway,
        message: `This gateway does not exist in ${target.environment.name}.`,
        fix: `Use one of: ${names(target.environment.gateways)}.`,
      });
      return;
    }
    const listeners = listenersOf(refusals, target, protocol, gateway, {
      parent,
      at,
    });
    for (const listener of listeners) {
      const ref: ParentRef = {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        namespace: gateway.namespace,
        name: gateway.name,
        sectionName: listener.name,
      };
      if (refs.some(other => same(other, ref))) {
        refusals.add({
          code: 'Duplicate',
          field: at,
          given: parent,
          message: `The listener ${listener.name} of ${gateway.name} is listed twice.`,
          fix: 'List every listener once.',
        });
      }
      refs.push(ref);
    }
  });
  return refs;
}

function listenersOf(
  refusals: Refusals,
  target: Target,
  protocol: Protocol,
  gateway: PlatformGateway,
  { parent, at }: { parent: RouteParent; at: string },
): Listener[] {
  const fit = gateway.listeners.filter(
    listener =>
      fitting[protocol].includes(listener.protocol) &&
      (listener.protocol !== 'HTTPS' || listener.tls !== 'Passthrough'),
  );
  const usable = fit.filter(
    listener =>
      granted(target, protocol, gateway, listener) &&
      !terminationMissing(target, protocol, listener),
  );
  if (parent.listener === undefined) {
    const best = preferred(protocol, usable);
    if (best.length === 0) {
      refusals.add(noListener(target, protocol, gateway, fit, at));
    }
    return best;
  }
  const named = gateway.listeners.find(l => l.name === parent.listener);
  if (named && usable.includes(named)) {
    return [named];
  }
  const why = named && terminationMissing(target, protocol, named);
  refusals.add(
    named && fit.includes(named)
      ? {
          ...noListener(target, protocol, gateway, [named], `${at}.listener`),
          ...(why
            ? {
                code: 'NotServed',
                message: `A TLSRoute cannot use a listener that terminates TLS: ${why}.`,
                fix: 'Use a listener with TLS passthrough.',
              }
            : {}),
        }
      : {
          code: named ? 'ListenerProtocol' : 'UnknownListener',
          field: `${at}.listener`,
          given: parent.listener,
          message: named
            ? `This listener speaks ${named.protocol}, which a ${protocol} route cannot use.`
            : `The gateway ${gateway.name} has no such listener.`,
          fix:
            usable.length > 0
              ? `Use one of: ${names(usable)}.`
              : 'Use another gateway: this one has no listener for it.',
        },
  );
  return [];
}

function noListener(
  target: Target,
  protocol: Protocol,
  gateway: PlatformGateway,
  fit: readonly Listener[],
  field: string,
) {
  const ungranted = fit.some(
    listener => !granted(target, protocol, gateway, listener),
  );
  return ungranted
    ? {
        code: 'PortNotGranted',
        field,
        given: names(fit),
        message: `The tenant has no ${protocol} port of ${gateway.name} in ${target.environment.name}.`,
        fix: 'Ask the platform team to add the port to spec.ports of the tenant.',
        fixableBy: 'platform' as const,
      }
    : {
        code: 'ListenerProtocol',
        field,
        given: gateway.name,
        message: `The gateway ${gateway.name} has no listener for a ${protocol} route.`,
        fix: `Use a gateway with a listener of: ${fitting[protocol].join(
          ', ',
        )}.`,
      };
}

function preferred(
  protocol: Protocol,
  usable: readonly Listener[],
): Listener[] {
  if (protocol === 'TLS') {
    const through = usable.filter(l => l.tls === 'Passthrough');
    return through.length > 0 ? through : [...usable];
  }
  const best = fitting[protocol].find(p => usable.some(l => l.protocol === p));
  return usable.filter(listener => listener.protocol === best);
}

function granted(
  target: Target,
  protocol: Protocol,
  gateway: PlatformGateway,
  listener: Listener,
): boolean {
  return (
    (protocol !== 'TCP' && protocol !== 'UDP') ||
    target.ports.some(
      grant =>
        grant.gateway === gateway.name &&
        grant.section === listener.name &&
        grant.port === listener.port,
    )
  );
}

function terminationMissing(
  target: Target,
  protocol: Protocol,
  listener: Listener,
): string | undefined {
  return protocol === 'TLS' && listener.tls !== 'Passthrough'
    ? missingFeature(
        'TLSRoute on a listener that terminates TLS',
        target.gatewayApi,
      )
    : undefined;
}

function same(a: ParentRef, b: ParentRef): boolean {
  return (
    a.namespace === b.namespace &&
    a.name === b.name &&
    a.sectionName === b.sectionName
  );
}

function names(items: ReadonlyArray<{ name: string }>): string {
  return items.map(item => item.name).join(', ') || 'none';
}
