import { KubernetesObject, ObjectRef, Snapshot } from '../../model';
import { arraySnapshot } from '../../snapshot';
import {
  ComputedCondition,
  GatewayFeatures,
  ListenerConditions,
  ParentConditions,
  backendTlsPolicyConditions,
  gatewayConditions,
  listenerSetConditions,
  routeConditions,
} from '../../status/gateway';
import { Check, check } from './check';
import { WantedRequest, checkRequest } from './gatewayRequestCase';

const group = 'gateway.networking.k8s.io';
const cluster = 'c';

interface Wanted {
  type: string;
  status: string;
  reason?: string;
}

interface Named {
  kind: string;
  namespace: string;
  name: string;
  parentRef?: Record<string, unknown>;
  ancestorRef?: Record<string, unknown>;
  conditions: Wanted[];
  orAbsent?: boolean;
}

interface Owner {
  namespace: string;
  name: string;
  conditions?: Wanted[];
  attachedListenerSets?: number;
  listeners?: Array<{
    name: string;
    attachedRoutes?: number;
    supportedKinds?: Array<{ kind: string }>;
    conditions?: Wanted[];
  }>;
}

/** A case of the folder `gateway`: objects, and what their status and answers are. */
export interface GatewayCase {
  name: string;
  base?: boolean;
  unsupportedFeatures?: string[];
  objects: KubernetesObject[];
  stubs?: KubernetesObject[];
  expect: {
    routes?: Named[];
    policies?: Named[];
    gateways?: Owner[];
    listenerSets?: Owner[];
    requests?: WantedRequest[];
  };
}

/** The objects that cases share. */
export interface GatewayBase {
  objects: KubernetesObject[];
  stubs?: KubernetesObject[];
}

/** Compares conditions, counts and answers, each by itself. */
export function checkGateway(item: GatewayCase, base: GatewayBase): Check[] {
  const objects = [
    ...(item.base ? [...base.objects, ...(base.stubs ?? [])] : []),
    ...item.objects,
    ...(item.stubs ?? []),
  ];
  const snapshot = arraySnapshot([{ cluster, objects, asOf: 0 }]);
  const features = { unsupported: item.unsupportedFeatures };
  const { routes, policies, gateways, listenerSets, requests } = item.expect;
  const of = (kind: string, { namespace, name }: Owner | Named): ObjectRef => ({
    cluster,
    group,
    kind,
    namespace,
    name,
  });
  const checks = [
    ...(routes ?? []).flatMap(wanted =>
      checkParents(wanted, routeConditions(of(wanted.kind, wanted), snapshot)),
    ),
    ...(policies ?? []).flatMap(wanted =>
      checkParents(
        wanted,
        backendTlsPolicyConditions(of(wanted.kind, wanted), snapshot),
      ),
    ),
    ...(gateways ?? []).flatMap(wanted =>
      checkOwner(of('Gateway', wanted), wanted, snapshot, features),
    ),
    ...(listenerSets ?? []).flatMap(wanted =>
      checkOwner(of('ListenerSet', wanted), wanted, snapshot, features),
    ),
    ...(requests ?? []).map(wanted =>
      checkRequest(wanted, cluster, snapshot, features),
    ),
  ];
  return checks.map(found => ({
    ...found,
    name: `${item.name}: ${found.name}`,
  }));
}

function checkParents(
  wanted: Named,
  found: readonly ParentConditions[],
): Check[] {
  const { kind, name, parentRef, ancestorRef } = wanted;
  const fitting = found.filter(item =>
    Object.entries(parentRef ?? ancestorRef ?? {}).every(
      ([field, value]) =>
        item.parentRef[field as keyof typeof item.parentRef] === value,
    ),
  );
  const absent =
    wanted.orAbsent === true &&
    !fitting.some(({ conditions }) =>
      conditions.some(
        ({ type, status }) => type === 'Accepted' && status !== 'Unknown',
      ),
    );
  return wanted.conditions.map(condition =>
    absent
      ? check(`${kind} ${name} ${condition.type}`, true, '')
      : judge(
          `${kind} ${name}`,
          condition,
          fitting.map(({ conditions }) => conditions),
        ),
  );
}

function checkOwner(
  ref: ObjectRef,
  wanted: Owner,
  snapshot: Snapshot,
  features: GatewayFeatures,
): Check[] {
  const found =
    ref.kind === 'Gateway'
      ? gatewayConditions(ref, snapshot, features)
      : listenerSetConditions(ref, snapshot, features);
  const title = `${ref.kind} ${ref.name}`;
  return [
    ...(wanted.conditions ?? []).map(item =>
      judge(title, item, found ? [found.conditions] : []),
    ),
    ...(wanted.attachedListenerSets === undefined
      ? []
      : [
          check(
            `${title} attachedListenerSets`,
            found?.attachedListenerSets === wanted.attachedListenerSets,
            found?.attachedListenerSets,
          ),
        ]),
    ...(wanted.listeners ?? []).flatMap(listener =>
      checkListener(
        `${title} ${listener.name}`,
        listener,
        found?.listeners.find(({ name }) => name === listener.name),
      ),
    ),
  ];
}

function checkListener(
  title: string,
  wanted: NonNullable<Owner['listeners']>[number],
  found: ListenerConditions | undefined,
): Check[] {
  const kinds = found?.supportedKinds.map(({ kind }) => kind) ?? [];
  return [
    ...(wanted.conditions ?? []).map(item =>
      judge(title, item, found ? [found.conditions] : []),
    ),
    ...(wanted.attachedRoutes === undefined
      ? []
      : [
          check(
            `${title} attachedRoutes`,
            found?.attachedRoutes === wanted.attachedRoutes,
            found?.attachedRoutes,
          ),
        ]),
    ...(wanted.supportedKinds === undefined
      ? []
      : [
          check(
            `${title} supportedKinds`,
            found !== undefined &&
              (wanted.supportedKinds.length === 0
                ? kinds.length === 0
                : wanted.supportedKinds.every(({ kind }) =>
                    kinds.includes(kind),
                  )),
            kinds,
          ),
        ]),
  ];
}

/** One of the lists must carry the condition; a list in which it is Unknown leaves it open. */
function judge(
  title: string,
  wanted: Wanted,
  lists: ReadonlyArray<readonly ComputedCondition[]>,
): Check {
  const name = `${title} ${wanted.type}`;
  const own = lists.flatMap(list =>
    list.filter(({ type }) => type === wanted.type),
  );
  const holds = own.some(
    ({ status, reason }) =>
      status === wanted.status &&
      (wanted.reason === undefined || reason === wanted.reason),
  );
  const open = own.find(({ status }) => status === 'Unknown');
  return !holds && open
    ? { name, outcome: 'undecidable', why: open.message || open.reason }
    : check(name, holds, own);
}
