import {
  type Change,
  JUST_BEFORE,
  justBefore,
  severityRank,
  type State,
  STATES,
} from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { ChangeStore, Cursor, StoredChange } from './ChangeStore';

/** Enough to find what was just before the entries of one page. */
const MAX_AROUND = 500;

/** A page of a timeline, newest first. */
export interface ChangePage {
  items: Array<{ change: StoredChange; before?: StoredChange }>;
  /** Where the next page begins; absent on the last one. */
  next?: Cursor;
}

/** What one may see of a tenant's timeline. */
export interface Reader {
  tenant: TenantEntry;
  /** Whether they see what was before the tenant came to its owner. */
  isAdmin: boolean;
}

/** What is to be shown of a timeline. */
export interface PageQuery {
  environment?: string;
  kinds?: readonly string[];
  before?: Cursor;
  limit: number;
}

/** Reads a page of a tenant's timeline with the gaps of what it rests on, as far as the reader may see it. */
export async function changesOf(
  store: ChangeStore,
  reader: Reader,
  query: PageQuery & {
    oldest: number;
    clusters: (environment: string) => readonly string[];
  },
): Promise<ChangePage> {
  const { tenant, isAdmin } = reader;
  const { environment, kinds, before, limit, oldest, clusters } = query;
  if (!isAdmin && tenant.owner === undefined) {
    return { items: [] };
  }
  const whose = isAdmin ? {} : { owner: tenant.owner };
  const rows = await store.page(tenant.name, {
    ...whose,
    environment,
    kinds,
    before,
    from: oldest,
    limit: limit + 1,
  });
  const gaps =
    kinds && !kinds.includes('gap')
      ? []
      : gapsFor(await store.gaps(oldest), tenant, clusters)
          .map(gap => ({ ...gap, at: Math.max(gap.at, oldest) }))
          .filter(
            gap =>
              (!before || isOlder(gap, before)) &&
              (environment === undefined ||
                gap.environments.length === 0 ||
                gap.environments.includes(environment)),
          );
  const all = [...rows, ...gaps].sort(
    (a, b) => b.at - a.at || (a.id < b.id ? 1 : -1),
  );
  const items = all.slice(0, limit);
  const last = items[items.length - 1];
  const around = items.some(isWorse)
    ? await store.page(tenant.name, {
        ...whose,
        before: { at: items[0].at + 1 },
        from: last.at - JUST_BEFORE,
        limit: MAX_AROUND,
      })
    : [];
  return {
    items: items.map(change => {
      const found = isWorse(change) ? justBefore(change, around) : undefined;
      const stored = around.find(({ key }) => key === found?.key);
      return { change, ...(stored ? { before: stored } : {}) };
    }),
    ...(all.length > limit && last
      ? { next: { at: last.at, id: last.id } }
      : {}),
  };
}

/** Whether something got worse than it should be. */
export function isWorse({ event, to }: Change): boolean {
  return (
    event === 'became' &&
    STATES.includes(to as State) &&
    severityRank(to as State) < severityRank('Unknown')
  );
}

/** The gaps that concern a tenant, with its environments that they are in. */
function gapsFor(
  gaps: readonly StoredChange[],
  { environments }: TenantEntry,
  clusters: (environment: string) => readonly string[],
): StoredChange[] {
  return gaps.flatMap(gap => {
    if (gap.subject?.kind !== 'cluster') {
      return [gap];
    }
    const { name } = gap.subject;
    const own = environments
      .map(each => each.name)
      .filter(each => clusters(each).includes(name));
    return own.length > 0 ? [{ ...gap, environments: own }] : [];
  });
}

function isOlder({ at, id }: StoredChange, before: Cursor): boolean {
  return at < before.at || (at === before.at && id < (before.id ?? ''));
}
