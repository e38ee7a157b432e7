import { Hop, KubernetesObject, ObjectRef, findingId } from '../../../model';
import { at, textOf } from '../../../model/fields';
import { conditionOf, conditionsOf } from '../../conditions';
import { controllerText } from '../../controllerText';
import { verdict } from '../../verdict';
import { Steps } from '../../../steps';
import { Found } from '../Found';
import { Groups } from '../Groups';
import { saidOf, webhookIn } from '../messages';

type Look = (ref: ObjectRef) => KubernetesObject | undefined;

/**
 * Things that no card lists and that others fail for: stores, issuers, gateways and Services that several routes share,
 * webhooks, namespaces that go, nodes. Each is told by an object or by the words of a controller.
 */
export function* sharedFindings(
  findings: readonly Found[],
  look: Look,
): Steps<Found[]> {
  const shared = new Map<string, Found>();
  const add = (found: Found) => {
    const known = shared.get(found.id);
    if (!known) {
      shared.set(found.id, found);
      return;
    }
    const further = found.environments.filter(
      each => !known.environments.includes(each),
    );
    if (further.length > 0) {
      const environments = [...known.environments, ...further];
      shared.set(found.id, { ...known, environments });
    }
  };
  for (const found of findings) {
    if (found.status.of === 'secret' || found.status.of === 'push') {
      found.status.status.stores.forEach(({ kind, name }) =>
        notReady(found, 'external-secrets.io', kind, name, look).forEach(add),
      );
    }
    if (found.status.of === 'certificate' && found.status.status.issuer) {
      const {
        group = 'cert-manager.io',
        kind,
        name,
      } = found.status.status.issuer;
      notReady(found, group, kind, name, look).forEach(add);
    }
    if (found.status.of === 'workload') {
      lostNodes(found, look).forEach(add);
    }
    yield;
  }
  for (const read of [sharedHop, webhook, goingNamespace]) {
    (yield* twice(findings, read)).forEach(add);
  }
  return [...shared.values()];
}

/** What at least two findings point at: one alone tells of it itself. */
function* twice(
  findings: readonly Found[],
  read: (found: Found) => Found | undefined,
): Steps<Found[]> {
  const byId = new Groups<Found>();
  for (const found of findings) {
    const shared = read(found);
    if (shared) {
      byId.add(shared.id, shared);
    }
    yield;
  }
  return byId
    .all()
    .filter(({ length }) => length > 1)
    .flat();
}

/** A store or an issuer that says that it is not ready. */
function notReady(
  found: Found,
  group: string,
  kind: string,
  name: string,
  look: Look,
): Found[] {
  const { cluster = '', environments, ref } = found;
  const isCluster = kind.startsWith('Cluster');
  const namespace = isCluster ? undefined : ref?.namespace;
  const it = { cluster, group, kind, ...(namespace && { namespace }), name };
  const object = look(it);
  const ready = object && conditionOf(object, 'Ready');
  if (ready?.status !== 'False') {
    return [];
  }
  return [
    {
      ...verdict('Degraded', 'is not ready', {
        fixableBy: 'platform',
        native: ready.reason ? [ready.reason] : [],
        ...(ready.since === undefined ? {} : { since: ready.since }),
      }),
      id: findingId('secrets', isCluster ? cluster : environments[0], it),
      card: 'secrets',
      environments,
      title: `${kind} ${name}`,
      ref: it,
      cluster,
      // What a store of the whole cluster says may name what others keep in it.
      ...(isCluster ? {} : { message: controllerText(ready.message) }),
      status: { of: 'shared' },
    },
  ];
}

/** What the broken hop of a route is about, where that is not the route itself. */
function hopFinding(found: Found, hop: Hop | undefined): Found | undefined {
  const subject = hop?.subject;
  const [environment] = found.environments;
  return !hop ||
    !subject ||
    (subject.kind === found.ref?.kind && subject.name === found.ref.name)
    ? undefined
    : {
        ...hop.verdict,
        id: `${findingId('network', environment, subject)}#${hop.kind}`,
        card: 'network',
        environments: found.environments,
        title: `${subject.kind} ${subject.name}`,
        ref: subject,
        cluster: subject.cluster,
        ...(hop.controllerSays
          ? { message: controllerText(hop.controllerSays) }
          : {}),
        status: { of: 'shared' },
      };
}

function sharedHop(found: Found): Found | undefined {
  if (found.status.of !== 'route') {
    return undefined;
  }
  const { hop } = found.status;
  const isBroken = hop !== undefined && hop.verdict.why === found.why;
  return isBroken ? hopFinding(found, hop) : undefined;
}

/** The id of what a route shares with others that break at the same place. */

export function sharedHopId(found: Found): string | undefined {
  return sharedHop(found)?.id;
}

/** The webhook that something fails for. */
export function webhook(found: Found): Found | undefined {
  const name = webhookIn(saidOf(found));
  const { cluster } = found;
  return name === undefined || cluster === undefined
    ? undefined
    : {
        ...verdict('Degraded', 'does not answer', { fixableBy: 'platform' }),
        id: `sources/${cluster}/webhook/${name}`,
        card: 'sources',
        environments: found.environments,
        title: `admission webhook ${name}`,
        cluster,
        status: { of: 'shared' },
      };
}

/** The namespace that something fails for because it is about to go. */
export function goingNamespace(found: Found): Found | undefined {
  const { cluster = '', ref } = found;
  const name =
    found.status.of === 'application' ? found.about?.namespace : ref?.namespace;
  return name === undefined || !/being terminated/i.test(saidOf(found))
    ? undefined
    : {
        ...verdict('Degraded', 'is being deleted', { fixableBy: 'platform' }),
        id: `sources/${cluster}/namespace/${name}`,
        card: 'sources',
        environments: found.environments,
        title: `namespace ${name}`,
        ref: { cluster, group: '', kind: 'Namespace', name },
        cluster,
        status: { of: 'shared' },
      };
}

/** Nodes whose pods the taint manager told to go, as it does when a node is lost. */
function lostNodes(found: Found, look: Look): Found[] {
  return [...new Set(lostNodesOf(found, look))].map(name => ({
    ...verdict('Degraded', 'is lost or keeps all pods away', {
      fixableBy: 'platform',
    }),
    id: nodeId(found, name),
    card: 'sources',
    environments: found.environments,
    title: `node ${name}`,
    ref: { cluster: found.cluster ?? '', group: '', kind: 'Node', name },
    cluster: found.cluster,
    status: { of: 'shared' },
  }));
}

/** The id of a node that is lost. */
export function nodeId({ cluster }: Found, name: string): string {
  return `sources/${cluster}/node/${name}`;
}

/** The nodes of its troubled pods which were told to go because of the node. */
export function lostNodesOf(found: Found, look: Look): string[] {
  if (found.status.of !== 'workload') {
    return [];
  }
  const { troubles, ref } = found.status.status;
  const names = troubles
    .filter(({ why }) => why === found.why)
    .flatMap(({ pods }) => pods);
  return names.flatMap(name => {
    const pod = look({ ...ref, group: '', kind: 'Pod', name });
    const target = conditionsOf(at(pod?.status, 'conditions')).find(
      ({ type, status }) => type === 'DisruptionTarget' && status === 'True',
    );
    const node = textOf(at(pod?.spec, 'nodeName'));
    return target?.reason === 'DeletionByTaintManager' && node ? [node] : [];
  });
}
