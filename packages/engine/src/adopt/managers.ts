import { projectName } from '../capabilities/tenant/checkTenantName';
import { groupOf, type KubernetesObject } from '../model';
import { at, fieldsOf, listOf, textOf } from '../model/fields';
import type { FoundObject } from './Adoption';
import type { AdoptWorld, Cell } from './AdoptWorld';
import type { Counterpart } from './Candidate';

/** What applies an object, or copies it here. */
export interface Manager {
  /** As in `Application shop`. */
  name: string;
  /** What to do for its objects to be in Git; undefined where nothing needs to be done. */
  remedy?: string;
}

const tracking = 'argocd.argoproj.io/tracking-id';
const instance = 'app.kubernetes.io/instance';
const ownInstance = 'argocd.argoproj.io/instance';

const remedies = {
  argocd:
    'to have them in Git, ask for that repository by an Application request, or have it let go of them without deleting them, and adopt again',
  helm: 'to have them in Git, let Helm go of them without deleting them (annotation helm.sh/resource-policy: keep, then helm uninstall), take its marks off them, and adopt again',
  flux: 'to have them in Git, let Flux go of them without deleting them (spec.prune: false), take its labels off them, and adopt again',
  other:
    'to have them in Git, let it go of them without deleting them, take its marks off them, and adopt again',
};

/** Marks of those who apply objects, each alone, with the words for who that is. */
const deployers: ReadonlyArray<readonly [key: string, name: string]> = [
  ['kapp.k14s.io/app', 'kapp'],
  ['objectset.rio.cattle.io/id', 'Fleet'],
  ['objectset.rio.cattle.io/hash', 'Fleet'],
  ['applyset.kubernetes.io/part-of', 'an ApplySet'],
  ['config.k8s.io/owning-inventory', 'an inventory of kpt'],
  ['configsync.gke.io/resource-id', 'Config Sync'],
  ['crossplane.io/composite', 'Crossplane'],
  ['olm.owner', 'the Operator Lifecycle Manager'],
  ['addonmanager.kubernetes.io/mode', 'the add-on manager'],
];

/** Marks of copies, which come again wherever they are to be. */
const copies: ReadonlyArray<readonly [key: string, name: string]> = [
  ['hnc.x-k8s.io/inherited-from', 'HNC'],
  ['hnc.x-k8s.io/inheritedFrom', 'HNC'],
  ['reflector.v1.k8s.emberstack.com/reflects', 'Reflector'],
  ['kubed.appscode.com/origin', 'Config Syncer'],
  ['kubed.appscode.com/origin.name', 'Config Syncer'],
  ['replicator.v1.mittwald.de/replicated-at', 'Kubernetes Replicator'],
  ['replicator.v1.mittwald.de/replicate-from', 'Kubernetes Replicator'],
  ['capsule.clastix.io/resources', 'Capsule'],
  ['capsule.clastix.io/managed-by', 'Capsule'],
  ['projectcapsule.dev/managed-by', 'Capsule'],
  ['generate.kyverno.io/policy-name', 'Kyverno'],
  ['trust.cert-manager.io/bundle', 'trust-manager'],
];

/** Who manages what a tenant has in an environment, but for what the tenant's own request renders to. */
export class Managers {
  readonly #cell: Cell;
  readonly #own: ReadonlySet<string>;
  readonly #applications: ReadonlySet<string>;
  /** By the objects that Applications say are theirs. */
  readonly #listed = new Map<string, string>();

  /** @param rendered - what the tenant's own request renders to */
  constructor(cell: Cell, world: AdoptWorld, rendered: readonly Counterpart[]) {
    this.#cell = cell;
    this.#own = new Set(
      rendered.map(({ rendered: { kind, metadata } }) =>
        kind === 'Application'
          ? `Application ${metadata.name}`
          : `Flux ${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
      ),
    );
    const applications = world
      .applicationsOf(cell)
      .map(({ object }) => object)
      .filter(({ metadata }) => !this.#own.has(`Application ${metadata.name}`));
    this.#applications = new Set(applications.map(each => each.metadata.name));
    for (const { metadata, status } of applications) {
      for (const each of listOf(at(status, 'resources'))) {
        this.#listed.set(
          [each.group ?? '', each.kind, each.namespace, each.name].join('|'),
          metadata.name,
        );
      }
    }
  }

  /** Undefined where nobody is known to. Applications and their projects are the platform's to hand over, whoever applies them. */
  of({ object }: FoundObject): Manager | undefined {
    const manager =
      groupOf(object.apiVersion) === 'argoproj.io'
        ? undefined
        : this.#argocd(object) ?? marked(object);
    return manager && !this.#own.has(manager.name) ? manager : undefined;
  }

  /**
   * Who manages an object that the tenant's own request renders to as well. What applies the platform's tree may be any Application, so it
   * is told of those alone that go to the tenant's namespace, and of Helm.
   */
  besides(found: FoundObject): Manager | undefined {
    const manager = this.of(found);
    const isKnown =
      manager?.name.startsWith('Helm release ') ||
      [...this.#applications].some(
        each => manager?.name === `Application ${each}`,
      );
    return isKnown ? manager : undefined;
  }

  #argocd({
    apiVersion,
    kind,
    metadata,
  }: KubernetesObject): Manager | undefined {
    const { name, namespace = '' } = metadata;
    const { annotations, labels } = metadata;
    const group = groupOf(apiVersion);
    const text = textOf(fieldsOf(annotations)[tracking]);
    // Argo CD passes over an id that is of another object, as of a copy.
    const [application, ...rest] = text?.split(':') ?? [];
    const tracked =
      rest.join(':') === `${group}/${kind}:${namespace}/${name}`
        ? application.replace(/^[^_]*_/, '')
        : undefined;
    const label = textOf(fieldsOf(labels)[instance]);
    const found =
      tracked ??
      textOf(fieldsOf(labels)[ownInstance]) ??
      this.#listed.get([group, kind, namespace, name].join('|')) ??
      (label !== undefined && this.#applications.has(label)
        ? label
        : undefined);
    return found === undefined ? undefined : this.#application(found);
  }

  #application(name: string): Manager {
    const { tenant, environment } = this.#cell;
    // What an Application request brings is where it belongs.
    const isAsked = name.startsWith(
      `${projectName(tenant, environment.name)}.`,
    );
    return {
      name: `Application ${name}`,
      ...(isAsked ? {} : { remedy: remedies.argocd }),
    };
  }
}

function marked({
  metadata: { labels = {}, annotations = {}, namespace = '' },
}: KubernetesObject): Manager | undefined {
  const valueOf = (key: string) =>
    textOf(fieldsOf(labels)[key]) ?? textOf(fieldsOf(annotations)[key]);
  const release = valueOf('meta.helm.sh/release-name');
  if (
    release !== undefined &&
    valueOf('app.kubernetes.io/managed-by') === 'Helm'
  ) {
    const where = valueOf('meta.helm.sh/release-namespace') ?? namespace;
    return { name: `Helm release ${where}/${release}`, remedy: remedies.helm };
  }
  for (const [prefix, kind] of [
    ['helm', 'HelmRelease'],
    ['kustomize', 'Kustomization'],
  ]) {
    const name = valueOf(`${prefix}.toolkit.fluxcd.io/name`);
    if (name !== undefined) {
      const where = valueOf(`${prefix}.toolkit.fluxcd.io/namespace`) ?? '';
      return { name: `Flux ${kind} ${where}/${name}`, remedy: remedies.flux };
    }
  }
  const isMarked = ([key]: readonly [string, string]) =>
    valueOf(key) !== undefined;
  const copied = copies.find(isMarked);
  if (copied) {
    return { name: copied[1] };
  }
  const deployed = deployers.find(isMarked);
  return deployed && { name: deployed[1], remedy: remedies.other };
}

/** What others manage, a line for each of them: how much it is, and what to do. */
export class ManagedLines {
  readonly #counts = new Map<string, { remedy: string; count: number }>();

  add({ environment }: Cell, { name, remedy }: Manager): void {
    if (remedy !== undefined) {
      const key = `${environment.name} are managed by ${name}`;
      const count = (this.#counts.get(key)?.count ?? 0) + 1;
      this.#counts.set(key, { remedy, count });
    }
  }

  lines(): string[] {
    return [...this.#counts].map(
      ([key, { count, remedy }]) =>
        `objects in ${key} and stay with it (${count}); ${remedy}`,
    );
  }
}
