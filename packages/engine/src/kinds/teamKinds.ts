import { KindDescriptor } from './KindDescriptor';
import { KindRegistry, keyOf, resourceOf } from './KindRegistry';
import { withKinds } from './withKinds';

/**
 * A kind of an operator of the platform that teams may write in their namespaces, as its configuration names it.
 *
 * @public
 */
export interface TeamKind {
  group: string;
  kind: string;
  /** Name in URLs, as in `scaledobjects`. */
  plural: string;
  /** The preferred one first. */
  versions: string[];
  /** How many of them a tenant may have, where its tier says nothing else. */
  limit: number;
}

/** API groups whose objects decide over others, or over the cluster, whatever kinds they come to have. */
const closed = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** Controllers that act with rights of their own on what such objects say, by the group's name or the end of it. */
const acting: ReadonlyArray<[group: string, why: string]> = [
  ['crossplane.io', "it makes resources of a cloud with the provider's rights"],
  ['upbound.io', "it makes resources of a cloud with the provider's rights"],
  [
    'services.k8s.aws',
    "it makes resources of a cloud with the controller's rights",
  ],
  ['azure.com', "it makes resources of a cloud with the operator's rights"],
  [
    'cnrm.cloud.google.com',
    "it makes resources of a cloud with the connector's rights",
  ],
  [
    'infra.contrib.fluxcd.io',
    'it runs Terraform with the rights of its runner',
  ],
  [
    'argoproj.io',
    'it makes pods, or syncs, that no template of the team was judged by',
  ],
  ['tekton.dev', 'it makes pods that no template of the team was judged by'],
  [
    'toolkit.fluxcd.io',
    'it applies manifests with the rights of its controller where no account is named',
  ],
  [
    'helm.cattle.io',
    'it installs charts with the rights of a cluster administrator',
  ],
  [
    'keda.sh',
    'it scales whatever it names, and reads Secrets for its triggers',
  ],
  ['kyverno.io', 'it changes or makes objects with the rights of the engine'],
  ['cert-manager.io', 'it signs, or lets others sign'],
  [
    'external-secrets.io',
    'it reads or writes stores with identities of the namespace',
  ],
  ['bitnami.com', 'it makes Secrets of any type'],
  ['cluster.x-k8s.io', 'it makes machines and clusters'],
  [
    'kubevirt.io',
    'it makes pods with devices that no template of the team was judged by',
  ],
  [
    'operators.coreos.com',
    'it installs operators with rights of the whole cluster',
  ],
  ['velero.io', 'it restores objects past admission of the team'],
  [
    'monitoring.coreos.com',
    "it has the platform's Prometheus ask addresses of its choice",
  ],
];

/**
 * What there is to know before teams write a kind: its controller does with its own rights what the object says, so guard rails on
 * pods, names and addresses do not see it. Undefined where nothing is known against it.
 */
export function dangerOf({
  group,
}: Pick<TeamKind, 'group'>): string | undefined {
  return acting.find(
    ([known]) => group === known || group.endsWith(`.${known}`),
  )?.[1];
}

/**
 * Why teams can't be let write a kind; undefined where they can.
 */
export function teamKindProblem(
  registry: KindRegistry,
  kind: TeamKind,
): string | undefined {
  const known = knownAs(registry, kind);
  if (known?.offer) {
    return `Teams write this kind where an environment says what its controller may do for them (environments[].${known.offer}), and nowhere else.`;
  }
  if (known?.writer === 'tenant') {
    return 'Teams write this kind already.';
  }
  if (known?.guarded || known?.binding) {
    return 'With this kind a team would lift its own limits, or take names and traffic of others.';
  }
  if (known && (known.schema === 'core' || !known.namespaced)) {
    return 'This kind belongs to the cluster.';
  }
  if (known && (keyOf(known) !== keyOf(kind) || known.plural !== kind.plural)) {
    return `Its names are ${known.kind} and ${known.plural}.`;
  }
  if (closed.has(kind.group) || !kind.group.includes('.')) {
    return 'This API group belongs to Kubernetes itself.';
  }
  try {
    withKinds(new KindRegistry([]), [descriptorOf(kind)]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * A registry in which teams write these kinds too. Those that Groundwork knows keep what else it knows of them.
 *
 * @throws Error for a kind of which {@link teamKindProblem} says something
 */
export function withTeamKinds(
  registry: KindRegistry,
  kinds: readonly TeamKind[],
): KindRegistry {
  return kinds.reduce((all, kind) => {
    const problem = teamKindProblem(all, kind);
    if (problem) {
      throw new Error(`${kind.kind} of ${kind.group}: ${problem}`);
    }
    const known = knownAs(all, kind);
    const given = descriptorOf(kind);
    return known
      ? new KindRegistry(
          all.all.map(each =>
            each === known
              ? {
                  ...known,
                  writer: given.writer,
                  team: { ...known.team, ...given.team, may: 'write' },
                }
              : each,
          ),
        )
      : withKinds(all, [given]);
  }, registry);
}

/** By either of its names: a policy is held against the one in URLs, a project against the kind. */
function knownAs(
  { all }: KindRegistry,
  kind: TeamKind,
): KindDescriptor | undefined {
  return all.find(
    known =>
      keyOf(known) === keyOf(kind) || resourceOf(known) === resourceOf(kind),
  );
}

function descriptorOf({ limit, ...kind }: TeamKind): KindDescriptor {
  return {
    ...kind,
    namespaced: true,
    writer: 'tenant',
    reach: 'namespace',
    schema: 'cluster',
    team: { may: 'write', limit },
  };
}
