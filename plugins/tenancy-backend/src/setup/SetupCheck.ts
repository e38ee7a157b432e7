import type {
  SetupClusterView,
  SetupKindView,
  SetupView,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  customResourceDefinitions,
  isKnown,
  type KindDescriptor,
  type KindRegistry,
  readerManifest,
  type Snapshot,
  type SourceState,
} from '@groundwork/engine';
import { ShortMemory } from '../access/ShortMemory';
import type { ClusterConnection } from '../clusters';
import { namespacesFor, type Look } from '../unmanaged/createLook';
import { Scopes } from '../unmanaged/Scopes';
import { costOf } from './costOf';
import { RightsCheck } from './RightsCheck';
import { FIRST_CONFIG } from './firstConfig';

/** Rights are asked for again after these milliseconds, however many look. */
const REMEMBERED = { milliseconds: 30_000, most: 500 };

export const ENTITY_READERS =
  'access: entityReaders means that anyone who can register an entity can read any workload that the reader account sees.';

/** Of more the page says no more. */
const MOST_OWNERS = 200;
const MOST_NAMESPACES = 50;

/** What is read of clusters. */
type Read = Snapshot & { sources(): SourceState[] };

/** What is connected, what is missing, and what each missing thing costs. */
export class SetupCheck {
  readonly #kinds: KindRegistry;
  readonly #look: Look | undefined;
  readonly #platform:
    | { snapshot: Read; connections: ReadonlyMap<string, ClusterConnection> }
    | undefined;
  readonly #rights = new ShortMemory<SetupKindView[]>(REMEMBERED);

  constructor(options: {
    kinds: KindRegistry;
    look?: Look;
    platform?: {
      snapshot: Read;
      connections: ReadonlyMap<string, ClusterConnection>;
    };
  }) {
    this.#kinds = options.kinds;
    this.#look = options.look;
    this.#platform = options.platform;
  }

  /** Whether anything is configured at all; without, there is nothing that only admins may see. */
  get isConfigured(): boolean {
    return this.#look !== undefined || this.#platform !== undefined;
  }

  async view(): Promise<SetupView> {
    const look = this.#look;
    const names = [
      ...new Set([
        ...(this.#platform?.connections.keys() ?? []),
        ...(look?.connections.keys() ?? []),
      ]),
    ].sort();
    const clusters = await Promise.all(names.map(name => this.#cluster(name)));
    const namespaces = [...new Set(clusters.flatMap(each => each.namespaces))];
    return {
      configured: this.#configured(),
      ...(look ? { access: look.options.access } : {}),
      notes: this.#notes(),
      config: FIRST_CONFIG,
      ...(this.isConfigured ? { manifest: readerManifest(this.#kinds) } : {}),
      ...(namespaces.length > 0
        ? { namespacedManifest: readerManifest(this.#kinds, { namespaces }) }
        : {}),
      clusters,
      owners: look ? ownersOf(look) : [],
    };
  }

  #configured(): SetupView['configured'] {
    if (this.#platform) {
      return 'platform';
    }
    return this.#look ? 'unmanaged' : 'nothing';
  }

  #notes(): string[] {
    const { options } = this.#look ?? {};
    if (!options) {
      return [];
    }
    const trusted = options.trusted.map(
      ({ kind, label, annotation }) =>
        `${
          label ?? annotation
        } of ${kind}s decides who sees what, since configuration declares that teams can't write it. Keep it so: whoever can, sees what they like.`,
    );
    const noProjects =
      options.access === 'owners' &&
      options.owners.every(({ projects }) => projects.length === 0) &&
      options.trusted.every(({ kind }) => kind !== 'AppProject');
    return [
      ...(options.access === 'entityReaders' ? [ENTITY_READERS] : []),
      ...trusted,
      ...(noProjects
        ? [
            'No project of Argo CD is mapped to anybody (owners[].projects), so the Sync card shows no Application.',
          ]
        : []),
    ];
  }

  async #cluster(name: string): Promise<SetupClusterView> {
    const look = this.#look?.connections.has(name) ? this.#look : undefined;
    const isOfPlatform = this.#platform?.connections.has(name) === true;
    const snapshot: Read | undefined = isOfPlatform
      ? this.#platform?.snapshot
      : look?.snapshot;
    const source = snapshot
      ?.sources()
      .find(each => each.source === `cluster ${name}`);
    const problem = source?.problem;
    const isAway =
      problem !== undefined &&
      ['timeout', 'unreachable', 'tls', 'unauthorized'].includes(
        problem.unknown,
      );
    const head = {
      name,
      ...(source?.asOf === undefined ? {} : { asOf: source.asOf }),
      namespaces: look
        ? [
            ...new Set(
              this.#kinds.watched.flatMap(kind =>
                namespacesFor(kind, name, look),
              ),
            ),
          ].sort()
        : [],
    };
    if (!source || isAway) {
      return {
        ...head,
        state: 'Unknown',
        why: problem?.message ?? 'it is not being read',
        kinds: this.#allKinds().map(kind => unasked(kind, problem?.message)),
      };
    }
    const connection =
      this.#platform?.connections.get(name) ?? look?.connections.get(name);
    const kinds = await this.#rights.get(name, () =>
      this.#kindsOf(name, connection, look),
    );
    const shown = kinds.map(each => withAbsence(each, name, snapshot));
    return { ...head, kinds: shown, ...verdictOf(shown) };
  }

  #allKinds(): Array<Parameters<RightsCheck['of']>[0]> {
    const asked = this.#kinds.all.filter(each => each.asked);
    return [...this.#kinds.watched, ...asked, customResourceDefinitions];
  }

  async #kindsOf(
    cluster: string,
    connection: ClusterConnection | undefined,
    look: Look | undefined,
  ): Promise<SetupKindView[]> {
    const check = connection && new RightsCheck(connection);
    return Promise.all(
      this.#allKinds().map(kind =>
        check
          ? check.of(kind, look ? namespacesFor(kind, cluster, look) : [])
          : unasked(kind),
      ),
    );
  }
}

function unasked(
  kind: Pick<KindDescriptor, 'group' | 'kind' | 'pods'>,
  why = 'nobody could ask',
): SetupKindView {
  return {
    group: kind.group,
    kind: kind.kind,
    right: 'unknown',
    why,
    cost: costOf(kind),
  };
}

/** A kind that a cluster does not have costs nothing: there is none of it. */
function withAbsence(
  kind: SetupKindView,
  cluster: string,
  snapshot: Snapshot | undefined,
): SetupKindView {
  const known = snapshot?.list({
    cluster,
    group: kind.group,
    kind: kind.kind,
    name: 'none',
    namespace: 'none',
  });
  return known && !isKnown(known) && known.unknown === 'notServed'
    ? { ...kind, right: 'absent', why: 'the cluster does not have this kind' }
    : kind;
}

function verdictOf(
  kinds: readonly SetupKindView[],
): Pick<SetupClusterView, 'state' | 'why'> {
  const count = (right: SetupKindView['right']) =>
    kinds.filter(each => each.right === right).length;
  const missing = count('missing') + count('partly');
  if (missing > 0) {
    return {
      state: 'Degraded',
      why: `${missing} of ${kinds.length} kinds may not be read, or not everywhere`,
    };
  }
  const unknown = count('unknown');
  return unknown > 0
    ? {
        state: 'Unknown',
        why: `of ${unknown} of ${kinds.length} kinds it could not be asked whether they may be read`,
      }
    : { state: 'Healthy', why: '' };
}

function ownersOf({ options, snapshot, isManaged }: Look): SetupView['owners'] {
  const scopes = new Scopes({ options, snapshot, isManaged });
  return options.owners.slice(0, MOST_OWNERS).map(each => {
    const { owner, projects } = each;
    const namespaces = [...scopes.of(owner)].flatMap(([cluster, area]) =>
      area.namespaces.names().map(name => `${cluster}/${name}`),
    );
    return {
      owner,
      namespaces: namespaces.slice(0, MOST_NAMESPACES),
      projects: projects.slice(0, MOST_NAMESPACES),
      ...(namespaces.length === 0
        ? {
            why: 'None of its namespaces is there, can be read, or is not a tenant already.',
          }
        : {}),
    };
  });
}
