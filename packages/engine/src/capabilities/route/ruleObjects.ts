import { defined } from '../../manifests/defined';
import { BackendContext } from './BackendRef';
import { backendRefs } from './backendRefs';
import { GrpcFilter, HttpFilter } from './filters';
import { filterObject } from './filterObjects';
import { GrpcRule } from './grpcRule';
import { HttpRule } from './httpRule';

/**
 * A rule of an HTTPRoute. Defaults are written out: in lists, the API server's own would show as a difference.
 */
export function httpRuleObject(
  context: BackendContext,
  rule: HttpRule,
  field: string,
): Record<string, unknown> {
  const session = rule.sessionPersistence;
  return defined({
    name: rule.name,
    matches: rule.matches.map(match => defined(match)),
    ...destination(context, rule, field),
    timeouts: rule.timeouts && defined(rule.timeouts),
    retry: rule.retry && defined(rule.retry),
    sessionPersistence:
      session &&
      defined({
        sessionName: session.sessionName,
        absoluteTimeout: session.absoluteTimeout,
        type: session.type,
        cookieConfig: session.lifetime && { lifetimeType: session.lifetime },
      }),
  });
}

/**
 * A rule of a GRPCRoute.
 */
export function grpcRuleObject(
  context: BackendContext,
  rule: GrpcRule,
  field: string,
): Record<string, unknown> {
  return defined({
    name: rule.name,
    matches:
      rule.matches.length > 0
        ? rule.matches.map(({ method, headers }) =>
            defined({ method: method && defined(method), headers }),
          )
        : undefined,
    ...destination(context, rule, field),
  });
}

function destination(
  context: BackendContext,
  rule: HttpRule | GrpcRule,
  field: string,
): Record<string, unknown> {
  const filters = (
    list: ReadonlyArray<HttpFilter | GrpcFilter> | undefined,
    at: string,
  ) =>
    list?.map((filter, index) =>
      filterObject(context, filter, `${at}[${index}]`),
    );
  const refs = backendRefs(context, rule.backends, `${field}.backends`);
  return {
    filters: filters(rule.filters, `${field}.filters`),
    backendRefs:
      refs.length > 0
        ? refs.map((ref, index) =>
            defined({
              ...ref,
              filters: filters(
                rule.backends[index].filters,
                `${field}.backends[${index}].filters`,
              ),
            }),
          )
        : undefined,
  };
}
