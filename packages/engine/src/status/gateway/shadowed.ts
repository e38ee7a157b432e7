import { KubernetesObject } from '../../model';
import { Fields, at, listOf, textOf, textsOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { byAge } from './age';
import { AttachedListener } from './Attachment';
import { attach } from './attach';
import { gatewayGroup } from './kinds';
import { parentRefsOf } from '../../kinds/gateway/parentRef';
import { routesOf } from './routesOf';

/** A rule of a route that no request reaches, because another route takes the same ones and is older. */
interface Shadowed {
  rule: number;
  by: KubernetesObject;
}

/**
 * The rules of a route that another route of the kind shadows on every listener that takes it: same hostnames and same
 * matches, and the other one is older or, of the same age, first by name. On a TCP or UDP listener the oldest route takes
 * everything.
 */
export function shadowedRules(
  route: KubernetesObject,
  view: ClusterView,
): Shadowed[] {
  const own = attachedOf(route, view);
  const rules = listOf(at(route.spec, 'rules'));
  if (own.length === 0 || rules.length === 0) {
    return [];
  }
  const shadows = own.map(attached => shadowsOn(route, attached, view));
  return rules.flatMap((item, rule) => {
    const keys = keysOf(route, item);
    const covering = shadows.map(others =>
      others.find(({ matches }) => keys.every(key => matches.has(key))),
    );
    const [first] = covering;
    return first && covering.every(found => found !== undefined)
      ? [{ rule, by: first.route }]
      : [];
  });
}

interface Shadow {
  route: KubernetesObject;
  matches: ReadonlySet<string>;
}

/** Older routes on the same listener with all of the route's hostnames there. */
function shadowsOn(
  route: KubernetesObject,
  { listener, hostnames }: AttachedListener,
  view: ClusterView,
): Shadow[] {
  const { owner } = listener;
  const parent = {
    group: gatewayGroup,
    kind: owner.kind,
    namespace: owner.metadata.namespace ?? '',
    name: owner.metadata.name,
  };
  return routesOf(route.kind, parent, hostnames, view)
    .filter(other => byAge(other, route) < 0 && isAsWide(other, hostnames))
    .filter(other =>
      attachedOf(other, view).some(
        attached =>
          attached.listener.owner === owner &&
          attached.listener.name === listener.name &&
          sameNames(attached.hostnames, hostnames),
      ),
    )
    .map(other => ({
      route: other,
      matches: new Set(
        listOf(at(other.spec, 'rules')).flatMap(rule => keysOf(other, rule)),
      ),
    }));
}

/** A cheap look before the dear one: all names of a listener are taken only by a route without hostnames. */
function isAsWide(
  other: KubernetesObject,
  hostnames: readonly string[],
): boolean {
  return (
    hostnames.length > 0 || textsOf(at(other.spec, 'hostnames')).length === 0
  );
}

function sameNames(
  theirs: readonly string[],
  ours: readonly string[],
): boolean {
  return (
    theirs.length > 0 === ours.length > 0 &&
    ours.every(name => theirs.includes(name))
  );
}

function attachedOf(
  route: KubernetesObject,
  view: ClusterView,
): AttachedListener[] {
  return parentRefsOf(route)
    .filter(({ group }) => group === gatewayGroup)
    .flatMap(ref => attach(route, ref, view).listeners);
}

/** The matches of a rule as texts that are equal when they take the same requests. */
function keysOf({ kind }: KubernetesObject, rule: Fields): string[] {
  if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') {
    return ['all'];
  }
  const matches = listOf(rule.matches);
  return (matches.length > 0 ? matches : [{}]).map(match =>
    JSON.stringify([
      kind === 'GRPCRoute'
        ? [
            at(match, 'method', 'type') ?? 'Exact',
            at(match, 'method', 'service') ?? null,
            at(match, 'method', 'method') ?? null,
          ]
        : [
            at(match, 'path', 'type') ?? 'PathPrefix',
            at(match, 'path', 'value') ?? '/',
            match.method ?? null,
          ],
      valuesOf(match.headers, true),
      valuesOf(match.queryParams, false),
    ]),
  );
}

function valuesOf(value: unknown, ignoreCase: boolean): string[] {
  return listOf(value)
    .map(({ name, type, value: wanted }) => {
      const text = textOf(name) ?? '';
      return JSON.stringify([
        ignoreCase ? text.toLowerCase() : text,
        type ?? 'Exact',
        wanted ?? null,
      ]);
    })
    .sort();
}
