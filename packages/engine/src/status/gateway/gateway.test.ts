import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesObject } from '../../model';
import { arraySnapshot } from '../../snapshot';
import { ClusterView } from '../../snapshot/clusterView';
import { attach } from './attach';
import { allRoutes, attachedRoutes } from './attachedRoutes';
import { commonHostnames } from './hostname';
import { listenersOf } from './listener';
import { ParentRef, parentRefsOf } from './parentRef';
import { resolveRefs } from './resolveBackend';

interface Wanted {
  type: string;
  status: string;
  reason?: string;
}

interface Case {
  name: string;
  base: boolean;
  unsupportedFeatures?: string[];
  objects: KubernetesObject[];
  stubs?: KubernetesObject[];
  expect: {
    routes?: Array<{
      kind: string;
      namespace: string;
      name: string;
      parentRef: Partial<ParentRef>;
      conditions: Wanted[];
      orAbsent?: boolean;
    }>;
    gateways?: Owner[];
    listenerSets?: Owner[];
  };
}

interface Owner {
  namespace: string;
  name: string;
  listeners?: Array<{
    name: string;
    attachedRoutes?: number;
    supportedKinds?: Array<{ kind: string }>;
  }>;
}

const folder = join(__dirname, '__fixtures__');
const read = (name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8'));
const base = read('base.json');
const cases: Case[] = readdirSync(folder)
  .filter(name => name.endsWith('.json') && name !== 'base.json')
  .map(read)
  // What a controller lacks is its own affair: our evaluator knows the whole standard.
  .filter(item => !item.unsupportedFeatures);

function viewOf({ base: withBase, objects, stubs = [] }: Case) {
  const all = [
    ...(withBase ? [...base.objects, ...(base.stubs ?? [])] : []),
    ...objects,
    ...stubs,
  ];
  return new ClusterView(
    arraySnapshot([{ cluster: 'c', objects: all, asOf: 0 }]),
    'c',
  );
}

function find(view: ClusterView, kind: string, at: Owner) {
  const group = 'gateway.networking.k8s.io';
  const known = view.get({ group, kind }, at.namespace, at.name);
  return 'value' in known ? known.value : undefined;
}

describe('routes and gateways of the conformance suite', () => {
  it.each(cases)('$name: route conditions', item => {
    const view = viewOf(item);
    for (const wanted of item.expect.routes ?? []) {
      const route = find(view, wanted.kind, wanted);
      const found = (route ? parentRefsOf(route) : [])
        .filter(ref =>
          Object.entries(wanted.parentRef).every(
            ([field, value]) => ref[field as keyof ParentRef] === value,
          ),
        )
        .map(ref => conditionsOf(route as KubernetesObject, ref, view));
      const missing = wanted.conditions.filter(
        condition => !found.some(conditions => conditions.some(has(condition))),
      );
      expect({
        route: wanted.name,
        missing,
        found: missing.length ? found : 0,
      }).toEqual({ route: wanted.name, missing: [], found: 0 });
    }
  });

  it.each(cases)('$name: attached routes and supported kinds', item => {
    const view = viewOf(item);
    const routes = allRoutes(view);
    const listeners = [
      ...(item.expect.gateways ?? []).map(at => ({ kind: 'Gateway', at })),
      ...(item.expect.listenerSets ?? []).map(at => ({
        kind: 'ListenerSet',
        at,
      })),
    ].flatMap(({ kind, at }) => {
      const owner = find(view, kind, at) as KubernetesObject;
      const counts = attachedRoutes(owner, routes, view);
      return (at.listeners ?? []).map(wanted => {
        const own = listenersOf(owner).find(({ name }) => name === wanted.name);
        return {
          wanted,
          found: {
            name: own?.name,
            attached: counts.get(wanted.name) ?? 0,
            kinds: own?.kinds ?? [],
          },
        };
      });
    });
    expect(listeners.map(({ found }) => found)).toEqual(
      listeners.map(({ wanted, found }) => ({
        name: wanted.name,
        attached: wanted.attachedRoutes ?? found.attached,
        kinds: expect.arrayContaining(
          (wanted.supportedKinds ?? []).map(({ kind }) => kind),
        ),
      })),
    );
  });
});

function conditionsOf(
  route: KubernetesObject,
  ref: ParentRef,
  view: ClusterView,
): Wanted[] {
  const { accepted, reason } = attach(route, ref, view);
  const refs = resolveRefs(route, view);
  return [
    { type: 'Accepted', status: accepted, reason },
    { type: 'ResolvedRefs', status: refs.resolved, reason: refs.reason },
  ];
}

function has(wanted: Wanted) {
  return ({ type, status, reason }: Wanted) =>
    type === wanted.type &&
    status === wanted.status &&
    (wanted.reason === undefined || reason === wanted.reason);
}

describe('commonHostnames', () => {
  it.each([
    ['*.a.com', ['x.a.com'], ['x.a.com']],
    ['*.a.com', ['x.y.a.com'], ['x.y.a.com']],
    ['*.a.com', ['a.com'], undefined],
    ['x.a.com', ['*.a.com'], ['x.a.com']],
    ['*.b.a.com', ['*.a.com'], ['*.b.a.com']],
    [undefined, ['x.a.com'], ['x.a.com']],
    ['x.a.com', [], ['x.a.com']],
    [undefined, [], []],
    ['*.a.com', ['x.a.com', 'other.org'], ['x.a.com']],
    ['X.a.com', ['x.A.com'], ['x.a.com']],
  ])('of listener %s and route %j is %j', (listener, route, common) => {
    expect(commonHostnames(listener, route)).toEqual(common);
  });
});
