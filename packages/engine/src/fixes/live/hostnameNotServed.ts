import { tenantDomains } from '../../manifests/tenantDomains';
import { notServed } from '../../check/rules/routeAttachment';
import { environmentOf } from '../environmentOf';
import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import type { Trouble, Way } from '../Trouble';

/** A route that no listener takes: another listener of its gateway, the same name below another domain of the tenant, or without it. */
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
          ...domainWays(context, request, environment, message),
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
  message: string,
): Way[] {
  const found = context.environment(environment);
  const at = placeOf(request, environment, 'hostnames');
  const value = valueAt(request.spec, at);
  const names = Array.isArray(value) ? value.map(String) : [];
  const told = names.filter(name => message === notServed(name));
  // Of a route that is not admitted at all, none is served.
  const unserved = told.length > 0 ? told : names;
  const domains = found ? tenantDomains(context.tenant, found) : [];
  const wayTo = (title: string, to: readonly string[]): Way => ({
    title,
    request,
    to: withValue(request.spec as Record<string, unknown>, at, [
      ...new Set(to),
    ]),
  });
  const others = domains.slice(0, 4).flatMap(domain => {
    const moved = (name: string) =>
      unserved.includes(name) ? `${name.split('.')[0]}.${domain}` : name;
    const used = [...new Set(unserved.map(moved))];
    return used.every(name => names.includes(name))
      ? []
      : [wayTo(`Use ${listed(used)}`, names.map(moved))];
  });
  const rest = names.filter(name => !unserved.includes(name));
  return rest.length > 0
    ? [...others, wayTo(`Leave ${listed(unserved)} out`, rest)]
    : others;
}

/** A few of them, and how many more. */
function listed(names: readonly string[]): string {
  const more = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}
