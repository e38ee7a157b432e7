import type { EstateCause } from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Platform,
  severityRank,
  type SourceState,
} from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { isAway } from '../timeline/isAway';
import type { EstateRow, EstateTrouble } from './EstateRow';

const MAX_TENANTS = 200;

/** What hits tenants, one entry a cause, worst first and then by how many it hits. */
export async function estateCauses(
  tenants: readonly TenantEntry[],
  rows: ReadonlyMap<string, EstateRow>,
  {
    platform,
    sources,
  }: { platform: Platform; sources: readonly SourceState[] },
): Promise<EstateCause[]> {
  const away = new Map(
    sources.filter(isAway).map(source => [source.source, source]),
  );
  const awayOf = (cluster: string) => away.get(`cluster ${cluster}`);
  const causes = new Map<string, Gathered>();
  const gather = (
    key: string,
    make: () => Omit<Gathered, 'tenants' | 'environments'>,
  ) => {
    const known = causes.get(key);
    if (known) {
      return known;
    }
    const made = {
      ...make(),
      tenants: new Set<string>(),
      environments: new Set<string>(),
    };
    causes.set(key, made);
    return made;
  };
  const clustersOf = new Map(
    platform.environments.map(({ name, cluster, argocd }) => [
      name,
      [cluster, argocd.cluster].filter(each => awayOf(each)),
    ]),
  );
  for (const tenant of tenants) {
    await letOthers();
    for (const { name } of tenant.environments) {
      for (const cluster of clustersOf.get(name) ?? []) {
        const source = awayOf(cluster);
        const cause = gather(`cluster/${cluster}`, () => ({
          state: 'Unknown',
          text:
            source?.asOf === undefined
              ? `cluster ${cluster} has never answered`
              : `cluster ${cluster} does not answer`,
          fixableBy: 'platform',
          since: source?.asOf ?? source?.problem?.since,
        }));
        cause.tenants.add(tenant.name);
        cause.environments.add(name);
      }
    }
    const row = rows.get(tenant.name);
    for (const trouble of row?.troubles ?? []) {
      const { state, environments, fixableBy, since } = trouble;
      // What was looked at before a cluster fell silent is no alarm, and the next look tells what is still so.
      const isOfSilence = environments.some(name =>
        (clustersOf.get(name) ?? []).some(
          cluster =>
            state === 'Unknown' ||
            (awayOf(cluster)?.problem?.since ?? 0) > (row?.at ?? 0),
        ),
      );
      if (!isOfSilence) {
        const text = wordsOf(trouble, tenant);
        const cause = gather(JSON.stringify([state, fixableBy, text]), () => ({
          state,
          text,
          raw: trouble.text,
          fixableBy,
          since,
        }));
        cause.tenants.add(tenant.name);
        environments.forEach(name => cause.environments.add(name));
        cause.since = earlier(cause.since, since);
      }
    }
  }
  return [...causes]
    .map(([key, cause]) => view(key, cause))
    .sort(
      (a, b) =>
        severityRank(a.state) - severityRank(b.state) ||
        b.count - a.count ||
        (a.text < b.text ? -1 : 1),
    );
}

interface Gathered
  extends Pick<EstateCause, 'state' | 'text' | 'fixableBy' | 'since'> {
  /** The words with all names, as the first tenant has them. */
  raw?: string;
  tenants: Set<string>;
  environments: Set<string>;
}

function view(
  key: string,
  { raw, tenants, environments, ...cause }: Gathered,
): EstateCause {
  return {
    key,
    state: cause.state,
    text: tenants.size === 1 && raw !== undefined ? raw : cause.text,
    ...(cause.fixableBy ? { fixableBy: cause.fixableBy } : {}),
    ...(cause.since === undefined ? {} : { since: cause.since }),
    environments: [...environments],
    tenants: [...tenants].slice(0, MAX_TENANTS),
    count: tenants.size,
  };
}

/** The words of a cause without the names of this tenant, so that the same of two tenants is the same. */
function wordsOf(
  { text }: EstateTrouble,
  { name, environments }: TenantEntry,
): string {
  const names = environments.flatMap(each => [
    each.namespace,
    `${name}-${each.name}`,
  ]);
  return [...names, name]
    .sort((a, b) => b.length - a.length)
    .reduce((words, each) => words.split(each).join('…'), text);
}

function earlier(
  a: number | undefined,
  b: number | undefined,
): number | undefined {
  return a === undefined || b === undefined ? a ?? b : Math.min(a, b);
}
