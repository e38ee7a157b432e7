import type {
  SetupClusterView,
  SetupKindView,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  customResourceDefinitions,
  isKnown,
  type KindRegistry,
  type Snapshot,
  type SourceState,
} from '@groundwork/engine';
import { ShortMemory } from '../access/ShortMemory';
import type { ClusterConnection } from '../clusters';
import type { EnforcementOf } from '../unmanaged/enforcementOf';
import { costOf } from './costOf';
import { fixOf } from './fixOf';
import { type AskedKind, RightsCheck } from './RightsCheck';

/** Rights are asked for again after these milliseconds, however many look. */
const REMEMBERED = { milliseconds: 30_000, most: 500 };

/** Why nothing at all is known of a cluster. */
export const AWAY = ['timeout', 'unreachable', 'tls', 'unauthorized'];

/** What is known of a cluster, and how it is asked. */
export interface ClusterWorld {
  snapshot: Snapshot & { sources(): SourceState[] };
  connection: ClusterConnection;
  /** Whether anything but Argo CD is read there. */
  isWhole: boolean;
  /** Who enforces policies where more is read, and the key that says so before all else. */
  enforcement?: { of: EnforcementOf; key: string };
  /** Where kinds are read alone that may not be read everywhere. */
  namespacesFor: (kind: { group: string; kind: string }) => readonly string[];
}

/** Tells of clusters what their readers may read. */
export class ClusterSetup {
  readonly #kinds: readonly AskedKind[];
  readonly #rights = new ShortMemory<SetupKindView[]>(REMEMBERED);

  constructor(kinds: KindRegistry) {
    this.#kinds = [
      ...kinds.watched,
      ...kinds.all.filter(each => each.asked),
      customResourceDefinitions,
    ];
  }

  async of(name: string, world: ClusterWorld): Promise<SetupClusterView> {
    const { snapshot, namespacesFor } = world;
    const source = snapshot
      .sources()
      .find(each => each.source === `cluster ${name}`);
    const problem = source?.problem;
    const head = {
      name,
      ...(source?.asOf === undefined ? {} : { asOf: source.asOf }),
      namespaces: [
        ...new Set(this.#kindsOf(world).flatMap(namespacesFor)),
      ].sort(),
    };
    if (!source || (problem && AWAY.includes(problem.unknown))) {
      const why = problem?.message ?? 'it is not being read';
      const kinds = this.#kindsOf(world).map(kind => unasked(kind, why));
      const fix = problem && fixOf(problem.unknown);
      return { ...head, state: 'Unknown', why, ...(fix ? { fix } : {}), kinds };
    }
    const asked = await this.#rights.get(name, () => this.#ask(world));
    const kinds = asked.map(each => asRead(each, name, snapshot));
    const view = {
      ...head,
      kinds,
      ...(world.enforcement ? { policies: world.enforcement.of(name) } : {}),
    };
    return problem?.unknown === 'notWatched'
      ? { ...view, state: 'Unknown', why: problem.message ?? '' }
      : { ...view, ...verdictOf(view, world.enforcement?.key) };
  }

  #kindsOf({ isWhole }: ClusterWorld): readonly AskedKind[] {
    return isWhole
      ? this.#kinds
      : this.#kinds.filter(
          kind => kind.tellsDelivery || kind === customResourceDefinitions,
        );
  }

  #ask(world: ClusterWorld): Promise<SetupKindView[]> {
    const { connection, namespacesFor } = world;
    const check = new RightsCheck(connection);
    return Promise.all(
      this.#kindsOf(world).map(kind => check.of(kind, namespacesFor(kind))),
    );
  }
}

function unasked(kind: AskedKind, why: string): SetupKindView {
  return {
    group: kind.group,
    kind: kind.kind,
    right: 'unknown',
    why,
    cost: costOf(kind),
  };
}

/** Policies of tenants that nobody enforces keep nobody out. */
const enforce = (key = '') =>
  `Install what enforces NetworkPolicies there, such as Cilium or Calico, or turn it on in the network that runs. Where something does that is not recognised, set ${key}.`;

/** A question for all there is of a kind, for which no object need be looked at. */
const NONE = { labels: { matchLabels: { none: 'none' } } };

/**
 * What reading it has shown already: a kind that a cluster does not have costs nothing, since there is none of it, and one that is read
 * may be read, also where the question for the right was not answered.
 */
function asRead(
  { group, kind, cost, ...told }: SetupKindView,
  cluster: string,
  snapshot: Snapshot,
): SetupKindView {
  const view = { group, kind, cost };
  const query = { cluster, group, kind };
  const none = snapshot.list({ ...query, name: 'none', namespace: 'none' });
  if (!isKnown(none) && none.unknown === 'notServed') {
    const why = 'the cluster does not have this kind';
    return { ...view, right: 'absent', why };
  }
  return told.right === 'unknown' &&
    isKnown(snapshot.list({ ...query, ...NONE }))
    ? { ...view, right: 'allowed' }
    : { ...view, ...told };
}

function verdictOf(
  { kinds, policies }: Pick<SetupClusterView, 'kinds' | 'policies'>,
  key?: string,
): Pick<SetupClusterView, 'state' | 'why' | 'fix'> {
  const count = (...rights: Array<SetupKindView['right']>) =>
    kinds.filter(({ right }) => rights.includes(right)).length;
  // Of those that the cluster has: that is what the page counts, too.
  const total = kinds.length - count('absent');
  const missing = count('missing', 'partly');
  if (missing > 0) {
    return {
      state: 'Degraded',
      why: `${missing} of ${total} kinds may not be read, or not everywhere`,
    };
  }
  if (policies?.state === 'no') {
    return { state: 'Degraded', why: policies.why, fix: enforce(key) };
  }
  const unknown = count('unknown');
  return unknown > 0
    ? {
        state: 'Unknown',
        why: `of ${unknown} of ${total} kinds it could not be asked whether they may be read`,
      }
    : { state: 'Healthy', why: '' };
}
