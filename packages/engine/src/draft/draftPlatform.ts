import { isUsualNamespace } from '../capabilities/tenant/reservedNames';
import type { ObjectMeta } from '../model';
import { at, fieldsOf, listOf, textOf } from '../model/fields';
import { cloneUrl } from '../platform/ownPlace';
import type { PlatformInput } from '../platform';
import {
  byCount,
  type DraftCluster,
  type DraftNote,
  objectsOf,
} from './DraftCluster';
import { draftEnvironment } from './draftEnvironment';
import { draftTiers } from './draftTiers';

/**
 * A description of a platform to begin with.
 *
 * @public
 */
export interface PlatformDraft {
  /** A configuration that `parsePlatform` takes. */
  platform: PlatformInput;
  /** What in it was guessed or is missing. */
  notes: readonly DraftNote[];
  /** The namespaces of each environment that are likely those of teams, by name. Whose they are is not known. */
  namespaces: readonly DraftNamespace[];
}

/**
 * A namespace that is likely a team's.
 *
 * @public
 */
export interface DraftNamespace {
  environment: string;
  namespace: string;
  /** What labels and annotations with names such as `team` or `owner` say, as `team: payments`. Anybody may have written it. */
  hints: readonly string[];
}

/** Names of labels and annotations by which people say whose something is. */
const OWNERSHIP = /(^|[/._-])(contact|owner|squad|team)s?([._-]?name)?$/i;

/** Where a draft has a repository that nobody named. */
const UNKNOWN_REPOSITORY = 'https://git.example.com/platform/estate.git';

/**
 * Describes a platform by what its clusters hold: environments with their Argo CD, gateways, domains and stores, and tiers as quotas and
 * limits of namespaces have them. All tenants are in `reportOnly`, so that nobody is held to a guess. Nothing is said of whose a
 * namespace is, and no Secret is looked at.
 *
 * @param clusters - at least one, of environments with different names
 * @param options - `repository`: the clone URL of the GitOps repository
 * @public
 */
export function draftPlatform(
  clusters: readonly DraftCluster[],
  { repository }: { repository?: string } = {},
): PlatformDraft {
  const notes: DraftNote[] = [];
  const note = (field: string, why: string) => notes.push({ field, why });
  const url = repositoryOf(clusters, repository);
  if (url === undefined) {
    note('repository.url', 'Set the clone URL of the GitOps repository.');
  } else if (repository === undefined) {
    note(
      'repository.url',
      'Most Applications are of this repository. Set the one that requests are to be kept in.',
    );
  }
  const reserved = reservedOf(clusters);
  const groups = groupsOf(clusters);
  note(
    'groups',
    `Set how a group of the catalog is called in RoleBindings${
      groups === undefined ? '' : ', unless this is it'
    }.`,
  );
  note('admins', 'Name the groups that run the platform.');
  const isTeams = (namespace: string) =>
    namespace !== '' &&
    !isUsualNamespace(namespace) &&
    !reserved.includes(namespace);
  const environments = clusters.map((cluster, i) =>
    draftEnvironment(cluster, clusters, isTeams, (field, why) =>
      note(`environments[${i}].${field}`, why),
    ),
  );
  const infrastructure = new Set(
    environments.flatMap(({ argocd, gateways = [] }) => [
      argocd.namespace ?? 'argocd',
      ...gateways.map(({ namespace }) => namespace),
    ]),
  );
  const isTenants = (namespace: string) =>
    isTeams(namespace) && !infrastructure.has(namespace);
  const platform: PlatformInput = {
    repository: { url: url ?? UNKNOWN_REPOSITORY },
    naming: {
      ...(areShared(clusters)
        ? { namespace: '${{ tenant }}-${{ environment }}' }
        : {}),
      reserved,
    },
    groups: { template: groups ?? '${{ group }}' },
    admins: [],
    reportOnly: ['*'],
    tiers: draftTiers(clusters, isTenants, note),
    environments,
  };
  return {
    platform,
    notes: merged(notes),
    namespaces: clusters.flatMap(({ environment, ...cluster }) =>
      objectsOf(cluster, '', 'Namespace')
        .filter(({ metadata: { name } }) => isTenants(name))
        .map(({ metadata }) => ({
          environment,
          namespace: metadata.name,
          hints: hintsOf(metadata),
        }))
        .filter(
          ({ namespace }, i, found) =>
            found.findIndex(each => each.namespace === namespace) === i,
        )
        .sort((a, b) => (a.namespace < b.namespace ? -1 : 1)),
    ),
  };
}

function hintsOf({ annotations, labels }: ObjectMeta): string[] {
  return [labels, annotations].flatMap(texts =>
    Object.entries(fieldsOf(texts)).flatMap(([key, value]) => {
      const text = textOf(value);
      return OWNERSHIP.test(key) && text ? [`${key}: ${text}`] : [];
    }),
  );
}

/** The same of several fields once. */
function merged(notes: readonly DraftNote[]): DraftNote[] {
  const fields = new Map<string, string[]>();
  for (const { field, why } of notes) {
    fields.set(why, [...(fields.get(why) ?? []), field]);
  }
  return [...fields].map(([why, of]) => ({ field: of.join(', '), why }));
}

/** Two environments of one cluster can't have namespaces of the same names. */
function areShared(clusters: readonly DraftCluster[]): boolean {
  return new Set(clusters.map(({ cluster }) => cluster)).size < clusters.length;
}

function repositoryOf(
  clusters: readonly DraftCluster[],
  given: string | undefined,
): string | undefined {
  if (given !== undefined) {
    return given;
  }
  const urls = clusters
    .flatMap(cluster => objectsOf(cluster, 'argoproj.io', 'Application'))
    .flatMap(({ spec }) => [at(spec, 'source'), ...listOf(at(spec, 'sources'))])
    .filter(source => at(source, 'chart') === undefined)
    .flatMap(source => textOf(at(source, 'repoURL')) ?? [])
    .filter(url => cloneUrl.safeParse(url).success);
  return byCount(urls, url => url)[0]?.value;
}

/** Namespaces of what was installed, by the usual end of their names. */
function reservedOf(clusters: readonly DraftCluster[]): string[] {
  const names = clusters
    .flatMap(cluster => objectsOf(cluster, '', 'Namespace'))
    .map(({ metadata: { name } }) => name)
    .filter(name => name.endsWith('-system') && !isUsualNamespace(name));
  return [...new Set(names)].sort();
}

/** What stands before the names of most groups in RoleBindings, such as `oidc:`. */
function groupsOf(clusters: readonly DraftCluster[]): string | undefined {
  const prefixes = clusters
    .flatMap(cluster =>
      objectsOf(cluster, 'rbac.authorization.k8s.io', 'RoleBinding'),
    )
    .flatMap(({ subjects }) => listOf(subjects))
    .filter(({ kind }) => kind === 'Group')
    .flatMap(({ name }) => textOf(name) ?? [])
    .filter(name => !name.startsWith('system:') && !name.includes('$'))
    .map(name => name.slice(0, name.lastIndexOf(':') + 1));
  const [most] = byCount(prefixes, prefix => prefix);
  return most && `${most.value}\${{ group }}`;
}
