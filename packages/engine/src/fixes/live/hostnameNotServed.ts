import { tenantDomains } from '../../manifests/tenantDomains';
import { environmentOf } from '../environmentOf';
import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import type { Trouble, Way } from '../Trouble';

/** A route that no listener takes: another listener of its gateway, or the same name below another domain of the tenant. */
export function* hostnameNotServed(context: FixContext): Iterable<Trouble> {
  for (const { code, subject, message, fixableBy } of context.statuses
    ?.findings ?? []) {
    const isConcerned =
      (code === 'HostnameNotServed' || code === 'RouteNotAdmitted') &&
      fixableBy === 'tenant';
    const request = isConcerned ? context.makerOf(subject) : undefined;
    const { environment } = environmentOf(context, subject);
    if (request?.kind === 'Route' && environment !== undefined) {
      yield {
        code,
        message,
        environment,
        subjects: [subject],
        ways: [
          ...listenerWays(context, request, environment),
          ...domainWays(context, request, environment),
        ],
      };
    }
  }
}

type Request = NonNullable<ReturnType<FixContext['makerOf']>>;

/** Where a field of a route stands that holds in an environment. */
function placeOf({ spec }: Request, environment: string, field: string) {
  const own = ['overrides', environment, field];
  return valueAt(spec, own) === undefined ? [field] : own;
}

function listenerWays(
  context: FixContext,
  request: Request,
  environment: string,
): Way[] {
  const at = placeOf(request, environment, 'parents');
  const parents = valueAt(request.spec, at);
  const gateways = context.environment(environment)?.gateways ?? [];
  const list = Array.isArray(parents) ? parents : [];
  return list.length === 1 && list[0].listener !== undefined
    ? gateways
        .filter(({ name }) => name === list[0].gateway)
        .flatMap(({ listeners }) => listeners)
        .filter(({ name }) => name !== list[0].listener)
        .slice(0, 4)
        .map(({ name }) => ({
          title: `Use listener ${name}`,
          request,
          to: withValue(
            request.spec as Record<string, unknown>,
            [...at, 0, 'listener'],
            name,
          ),
        }))
    : [];
}

function domainWays(
  context: FixContext,
  request: Request,
  environment: string,
): Way[] {
  const found = context.environment(environment);
  const at = placeOf(request, environment, 'hostnames');
  const names = valueAt(request.spec, at);
  const domains = found ? tenantDomains(context.tenant, found) : [];
  return Array.isArray(names) && names.length === 1
    ? domains
        .map(domain => `${String(names[0]).split('.')[0]}.${domain}`)
        .filter(name => name !== names[0])
        .slice(0, 4)
        .map(name => ({
          title: `Use ${name}`,
          request,
          to: withValue(request.spec as Record<string, unknown>, at, [name]),
        }))
    : [];
}
