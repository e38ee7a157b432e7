import {
  AccessGrant,
  AccessSubject,
  CardProblem,
  KubernetesObject,
  Snapshot,
  TenantAccessStatus,
  isKnown,
  lastValue,
} from '../../model';
import { at, listOf, plainText, textOf } from '../../model/fields';
import { labelKeysOf } from '../../names';
import { Steps, finish } from '../../steps';
import { noteUnread, objectsIn } from '../cardParts';
import { NamespaceContext, eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { whyUnknown } from '../unknown';
import { RoleWords, roleWords } from './roleWords';
import { visibleName } from './visibleName';

const group = 'rbac.authorization.k8s.io';
const roleKind = { group, kind: 'Role' };
const roleBindingKind = { group, kind: 'RoleBinding' };
const clusterRoleKind = { group, kind: 'ClusterRole' };
const clusterRoleBindingKind = { group, kind: 'ClusterRoleBinding' };

/** What Groundwork renders for a tenant. */
const RENDERED = /^groundwork-(deployer|team|viewer)$/;

/** What a cluster gives to its own parts. */
const SYSTEM = /^(system:|kubeadm:)/;

/** Groups that stand for everybody, or for programs of all namespaces. */
const WIDE =
  /^system:(authenticated|unauthenticated|anonymous|serviceaccounts?(:.*)?)$/;

/** Programs of the cluster itself, as groups, users and accounts. */
const OWN_PROGRAMS = /^system:serviceaccounts?:kube-system(:|$)/;

/** What every cluster gives to everybody: to find its API, and to ask what one may. */
const FOR_EVERYBODY =
  /^system:(basic-user|discovery|public-info-viewer|service-account-issuer-discovery)$/;

/** More grants than this in one namespace are not told. */
const MAX_GRANTS = 500;

/**
 * Who may do what in the namespaces of a tenant: what RoleBindings there say, and what ClusterRoleBindings say of the whole
 * cluster, but for those of the cluster's own parts.
 *
 * @public
 */
export function accessStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): TenantAccessStatus {
  return finish(accessStatusInSteps(tenant, snapshot, options));
}

/**
 * As {@link accessStatus}, in steps: clusters of thousands of bindings take longer than others may be held up.
 *
 * @public
 */
export function* accessStatusInSteps(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): Steps<TenantAccessStatus> {
  const problems: CardProblem[] = [];
  const grants: AccessGrant[] = [];
  const { prefix } = options.platform;
  for (const place of eachNamespace(tenant, snapshot, options, problems)) {
    const words = wordsFor(place, problems);
    noteWithoutRbac(place, problems);
    const own = objectsIn(roleBindingKind, place, problems).objects;
    const everywhere = clusterObjects(clusterRoleBindingKind, place, problems);
    let left = MAX_GRANTS;
    let untold = 0;
    for (const binding of [...own, ...everywhere]) {
      yield;
      const isOwn = binding.kind === roleBindingKind.kind;
      const subjects = subjectsOf(binding, place.namespace).filter(
        subject => isOwn || !isOfCluster(subject, binding),
      );
      const told = subjects.slice(0, left);
      left -= told.length;
      untold += subjects.length - told.length;
      for (const grant of grantsOf(binding, told, place, words)) {
        grants.push(
          isOwn
            ? { ...grant, isRendered: isRendered(binding, place, prefix) }
            : { ...grant, isClusterWide: true as const },
        );
      }
    }
    if (untold > 0) {
      problems.push({
        environment: place.environment.name,
        why: `${untold} more rights are not told`,
      });
    }
  }
  return { grants, problems };
}

/** Whether a cluster gives this to its own parts, or the little that it gives to everybody. */
function isOfCluster(
  { kind, name, namespace }: AccessSubject,
  { metadata: binding }: KubernetesObject,
): boolean {
  if (kind === 'ServiceAccount') {
    return namespace === 'kube-system' && SYSTEM.test(binding.name);
  }
  if (WIDE.test(name)) {
    return FOR_EVERYBODY.test(binding.name) || OWN_PROGRAMS.test(name);
  }
  return SYSTEM.test(name);
}

type Words = (roleRef: { kind: string; name: string }) => RoleWords;

/** Reads each role once; one that can't be read is unknown, one that is not there gives nothing. */
function wordsFor(place: NamespaceContext, problems: CardProblem[]): Words {
  const { view, namespace } = place;
  objectsIn(roleKind, place, problems);
  clusterObjects(clusterRoleKind, place, problems);
  const known = new Map<string, RoleWords>();
  return ({ kind, name }) => {
    const key = `${kind}/${name}`;
    const before = known.get(key);
    if (before) {
      return before;
    }
    const found =
      kind === 'Role'
        ? view.get(roleKind, namespace, name)
        : view.get(clusterRoleKind, undefined, name);
    const role = isKnown(found) ? found.value : lastValue(found);
    const missing: RoleWords = isKnown(found)
      ? { level: 'none', may: [] }
      : { level: 'unknown', may: [] };
    const words = role ? roleWords(role) : missing;
    known.set(key, words);
    return words;
  };
}

/** Without RBAC something else decides who may do what. */
function noteWithoutRbac(
  { view, namespace, environment }: NamespaceContext,
  problems: CardProblem[],
): void {
  const known = view.list(roleBindingKind, namespace);
  if (!isKnown(known) && known.unknown === 'notServed') {
    noteUnread(problems, environment.name, whyUnknown(known), 'RoleBinding');
  }
}

function clusterObjects(
  kind: { group: string; kind: string },
  { view, environment }: NamespaceContext,
  problems: CardProblem[],
): readonly KubernetesObject[] {
  const known = view.list(kind);
  if (!isKnown(known) && known.unknown !== 'notServed') {
    noteUnread(problems, environment.name, whyUnknown(known), kind.kind);
  }
  return lastValue(known) ?? [];
}

function grantsOf(
  binding: KubernetesObject,
  subjects: readonly AccessSubject[],
  { environment, namespace }: NamespaceContext,
  words: Words,
): AccessGrant[] {
  if (subjects.length === 0) {
    return [];
  }
  const roleRef = {
    kind:
      textOf(at(binding, 'roleRef', 'kind')) === 'Role'
        ? ('Role' as const)
        : ('ClusterRole' as const),
    name: plainText(at(binding, 'roleRef', 'name')),
  };
  const { level, may, kinds } = words(roleRef);
  const { name, namespace: home } = binding.metadata;
  return subjects.map(subject => ({
    environment: environment.name,
    namespace,
    subject,
    level,
    may,
    ...(kinds ? { kinds } : {}),
    role: { ...roleRef, name: visibleName(roleRef.name) },
    binding: {
      cluster: environment.cluster,
      group,
      kind: binding.kind,
      ...(home === undefined ? {} : { namespace: home }),
      name: visibleName(name),
    },
    isRendered: false,
  }));
}

function subjectsOf(
  binding: KubernetesObject,
  namespace: string,
): AccessSubject[] {
  return listOf(at(binding, 'subjects')).flatMap((subject): AccessSubject[] => {
    const kind = textOf(subject.kind);
    const whole = textOf(subject.name);
    if (whole === undefined) {
      return [];
    }
    const name = visibleName(whole);
    switch (kind) {
      case 'Group':
      case 'User':
        return [{ kind, name }];
      case 'ServiceAccount':
        return [
          { kind, name, namespace: textOf(subject.namespace) ?? namespace },
        ];
      default:
        return [];
    }
  });
}

function isRendered(
  { metadata }: KubernetesObject,
  { tenant, environment }: NamespaceContext,
  prefix: string,
): boolean {
  const keys = labelKeysOf(prefix);
  const { labels = {} } = metadata;
  return (
    RENDERED.test(metadata.name) &&
    labels[keys.tenant] === tenant &&
    labels[keys.environment] === environment.name
  );
}
