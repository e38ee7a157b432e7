import { isKnown } from '../../model';
import { at, listOf } from '../../model/fields';
import { namespaceName } from '../../names';
import { type Environment, kindsOf } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { rangeOf } from '../../status/netpol/addressRange';
import { allowed } from '../../status/netpol/allowed';
import type { End } from '../../status/netpol/end';
import { podsOf } from '../../status/netpol/podsOf';
import { ipBlockModeOf, policiesOf } from '../../status/netpol/policiesOf';
import { enforcementFor } from '../../status/netpol/policyEnforcement';
import type { RequestEnvelope } from '../../request';
import type { FixContext } from '../FixContext';
import type { Trouble, Way } from '../Trouble';
import { type Destination, destinationsOf, isAddress } from './destinations';
import { WorkloadPlace } from './WorkloadPlace';

interface Rule {
  name: string;
  environments?: readonly string[];
  cidr?: string;
  except?: readonly string[];
  fqdn?: string;
  namespace?: string;
  podLabels?: unknown;
  ports: Array<{ port: number; endPort?: number; protocol: string }>;
}

/** A destination that a workload names in its variables and that its policies keep it from. */
export function* egressBlocked(
  context: FixContext,
): Iterable<Trouble | undefined> {
  const { snapshot } = context.statuses ?? {};
  if (!snapshot) {
    return;
  }
  for (const request of context.requests) {
    for (const environment of context.environmentsOf(request)) {
      const place = WorkloadPlace.in(context, request, environment.name);
      const view = new ClusterView(
        snapshot,
        environment.cluster,
        kindsOf(context.platform),
      );
      const named = place ? destinationsOf(place.merged('env')) : [];
      for (const destination of named) {
        yield undefined;
        yield* blocked(context, request, { environment, view }, destination);
      }
    }
  }
}

function* blocked(
  context: FixContext,
  request: RequestEnvelope,
  { environment, view }: { environment: Environment; view: ClusterView },
  destination: Destination,
): Iterable<Trouble> {
  const { name } = request.metadata;
  const namespace = namespaceName(
    context.platform,
    context.tenant.metadata.name,
    environment.name,
  );
  const deployment = view.get(
    { group: 'apps', kind: 'Deployment' },
    namespace,
    name,
  );
  const peer = peerOf(destination, { environment, view, namespace });
  const policies = policiesOf(view, namespace);
  const pods = podsOf(
    namespace,
    { matchLabels: { 'app.kubernetes.io/name': name } },
    view,
  );
  if (
    !peer ||
    !isKnown(deployment) ||
    !deployment.value ||
    !isKnown(policies) ||
    // What nobody enforces keeps it from nothing.
    enforcementFor(view, environment, context).state === 'no' ||
    // Policies that are not evaluated here may let it through.
    (policies.value.foreign ?? []).length > 0 ||
    !isKnown(pods) ||
    pods.value.length === 0
  ) {
    return;
  }
  const mode = ipBlockModeOf(environment, policies.value);
  const isOpen = pods.value.some(pod =>
    peer.ends.some(end => {
      const way = allowed(policies.value, pod, end, mode);
      return way.ports.union(way.undecided).has('TCP', peer.port);
    }),
  );
  // By name only Cilium lets through, and its rules are not evaluated here: what the request says counts.
  if (isOpen || isAsked(context, environment.name, peer.rule)) {
    return;
  }
  const where = `${destination.host}:${destination.port}`;
  yield {
    code: 'EgressBlocked',
    message: `Deployment/${name} may not connect to ${where}, which its variable ${destination.variable} names`,
    environment: environment.name,
    subjects: [
      {
        cluster: environment.cluster,
        group: 'apps',
        kind: 'Deployment',
        namespace,
        name,
      },
    ],
    ways: [allow(context, environment.name, peer.rule, where)],
  };
}

type Peer = Omit<Rule, 'name' | 'environments'>;

/** The other end as policies see it, and the rule that would let it through; undefined where it is not known. */
function peerOf(
  { host, port }: Destination,
  {
    environment,
    view,
    namespace,
  }: { environment: Environment; view: ClusterView; namespace: string },
): { ends: readonly End[]; port: number; rule: Peer } | undefined {
  const ports = [{ port, protocol: 'TCP' }];
  if (isAddress(host)) {
    const range = rangeOf(host);
    return (
      range && {
        ends: [{ type: 'addresses', range }],
        port,
        rule: { cidr: `${host}/32`, ports },
      }
    );
  }
  const [, service, other] =
    /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/.exec(host) ?? [];
  if (service && other) {
    return other === namespace
      ? undefined
      : serviceEnd(view, { service, namespace: other, port });
  }
  return environment.cni === 'cilium' && !host.endsWith('.local')
    ? { ends: [], port, rule: { fqdn: host, ports } }
    : undefined;
}

/** Policies see the pods behind a Service and their port, never the Service. */
function serviceEnd(
  view: ClusterView,
  {
    service,
    namespace,
    port,
  }: { service: string; namespace: string; port: number },
): ReturnType<typeof peerOf> {
  const found = view.get({ group: '', kind: 'Service' }, namespace, service);
  const object = isKnown(found) ? found.value : undefined;
  const item = listOf(at(object?.spec, 'ports')).find(
    each => each.port === port,
  );
  const selector = at(object?.spec, 'selector');
  const target = item && (item.targetPort ?? item.port);
  if (typeof target !== 'number' || !selector) {
    return undefined;
  }
  const pods = podsOf(
    namespace,
    { matchLabels: selector as Record<string, string> },
    view,
  );
  return isKnown(pods) && pods.value.length > 0
    ? {
        ends: pods.value,
        port: target,
        rule: { namespace, ports: [{ port: target, protocol: 'TCP' }] },
      }
    : undefined;
}

function rulesOf({ tenant }: FixContext): Rule[] {
  const { egress } = tenant.spec as { egress?: Rule[] };
  return egress ?? [];
}

function isSame(a: Peer, b: Peer): boolean {
  return (
    a.cidr === b.cidr &&
    a.fqdn === b.fqdn &&
    a.namespace === b.namespace &&
    a.except === undefined &&
    a.podLabels === undefined
  );
}

function holdsIn({ environments }: Rule, environment: string): boolean {
  return environments === undefined || environments.includes(environment);
}

/** Whether the tenant's request lets it through already, so that it only has to be deployed. */
function isAsked(
  context: FixContext,
  environment: string,
  peer: Peer,
): boolean {
  const [{ port }] = peer.ports;
  return rulesOf(context).some(
    rule =>
      holdsIn(rule, environment) &&
      isSame(rule, peer) &&
      rule.ports.some(
        each => each.port <= port && port <= (each.endPort ?? each.port),
      ),
  );
}

/** A further port of a rule that is there for this environment alone, else a rule of its own. */
function allow(
  context: FixContext,
  environment: string,
  peer: Peer,
  where: string,
): Way {
  const { tenant } = context;
  const rules = rulesOf(context);
  const present = rules.find(
    rule =>
      isSame(rule, peer) &&
      (rule.environments?.join() === environment ||
        (rule.environments === undefined &&
          tenant.spec.environments.length === 1)),
  );
  const egress = present
    ? rules.map(rule =>
        rule === present
          ? { ...rule, ports: [...rule.ports, ...peer.ports] }
          : rule,
      )
    : [
        ...rules,
        {
          name: nameFor(
            peer.cidr?.split('/')[0] ?? peer.fqdn ?? peer.namespace ?? '',
            rules,
          ),
          environments: [environment],
          ...peer,
        },
      ];
  return {
    title: `Allow egress to ${where} in ${environment}`,
    request: tenant,
    to: { ...tenant.spec, egress },
    risk: 'access',
  };
}

function nameFor(host: string, rules: readonly Rule[]): string {
  const plain = `to-${host.replace(/[^a-z0-9]+/g, '-')}`
    .slice(0, 36)
    .replace(/-+$/, '');
  const taken = new Set(rules.map(({ name }) => name));
  let name = plain;
  for (let i = 2; taken.has(name); i += 1) {
    name = `${plain}-${i}`;
  }
  return name;
}
