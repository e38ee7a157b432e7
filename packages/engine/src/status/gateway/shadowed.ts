import { KubernetesObject } from '../../model';
import { Fields, at, listOf, textOf, textsOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { onceAView } from '../../snapshot/onceAView';
import { byAge } from './age';
import { AttachedListener } from './Attachment';
import { attach } from './attach';
import { gatewayGroup } from './kinds';
import { parentKeyOf, parentRefsOf } from '../../kinds/gateway/parentRef';
import { routesCovering } from './routesOf';

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
  return rules.flatMap((item, rule) => {
    const keys = keysOf(route, item);
    const covering = own.map(attached => shadowOn(route, attached, keys, view));
    const [first] = covering;
    return first && covering.every(found => found !== undefined)
      ? [{ rule, by: first }]
      : [];
  });
}

/** An older route on the same listener with all of the route's hostnames there that takes all of these matches. */
function shadowOn(
  route: KubernetesObject,
  { listener, hostnames }: AttachedListener,
  keys: readonly string[],
  view: ClusterView,
): KubernetesObject | undefined {
  const { owner } = listener;
  return sameMatches(route.kind, owner, hostnames, keys, view)
    .filter(other => byAge(other, route) < 0 && isAsWide(other, hostnames))
    .filter(other => {
      const theirs = allKeysOf(other);
      return keys.every(key => theirs.has(key));
    })
    .find(other =>
      attachedOf(other, view).some(
        attached =>
          attached.listener.owner === owner &&
          attached.listener.name === listener.name &&
          sameNames(attached.hostnames, hostnames),
      ),
    );
}

const once = onceAView<ReadonlyMap<string, readonly KubernetesObject[]>>();

/** Routes on a parent that may have the first of these hostnames, and have the first of these matches. */
function sameMatches(
  kind: string,
  { kind: ownerKind, metadata }: KubernetesObject,
  [hostname]: readonly string[],
  [key]: readonly string[],
  view: ClusterView,
): readonly KubernetesObject[] {
  const parent = {
    group: gatewayGroup,
    kind: ownerKind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
  };
  const byKey = once(
    view,
    `${kind}|${parentKeyOf(parent)}|${hostname ?? ''}`,
    () => {
      const groups = new Map<string, KubernetesObject[]>();
      for (const route of routesCovering(kind, parent, hostname, view)) {
        for (const each of allKeysOf(route)) {
          const group = groups.get(each) ?? [];
          groups.set(each, group);
          group.push(route);
        }
      }
      return groups;
    },
  );
  return byKey.get(key) ?? [];
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

const matchesOf = new WeakMap<KubernetesObject, ReadonlySet<string>>();

/** The matches of all rules. */
function allKeysOf(route: KubernetesObject): ReadonlySet<string> {
  const keys =
    matchesOf.get(route) ??
    new Set(
      listOf(at(route.spec, 'rules')).flatMap(rule => keysOf(route, rule)),
    );
  matchesOf.set(route, keys);
  return keys;
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
