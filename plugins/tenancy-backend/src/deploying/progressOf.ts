import type { DeployedEnvironment } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type ImageChange,
  versionStatus,
  type VersionStatus,
} from '@groundwork/engine';
import type { RequestEntry } from '../git/RequestIndex';
import { ownApplications } from '../acting/own';
import type { Proposal } from '../requests/ProposalStore';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { DeployingParts } from './DeployingParts';
import { causeBehindWorkload } from './causeBehindWorkload';
import { environmentProgress, type FailedSync } from './environmentProgress';

/** How far a version is: where Git holds it as the clusters show, and where not as its pull request is. */
export async function progressOf(
  parts: DeployingParts,
  options: {
    tenant: TenantEntry;
    entry: RequestEntry;
    images: readonly ImageChange[];
    by: string;
  },
): Promise<{
  commit?: string;
  url?: string;
  environments: DeployedEnvironment[];
}> {
  const { tenant, entry, images, by } = options;
  const { git, platform } = parts;
  const missing = images.some(({ from, to }) => from !== to);
  const proposal = missing
    ? await proposalOf(parts, tenant, entry, by)
    : undefined;
  const history = await historyOf(parts, entry);
  const environments: DeployedEnvironment[] = [];
  for (const { environment, from, to } of images) {
    environments.push(
      from === to
        ? await inGit(parts, {
            tenant,
            entry,
            environment,
            image: to,
            ...history,
          })
        : {
            environment,
            image: to,
            ...(proposal?.row ?? {
              state: 'superseded',
              why: `Git holds ${from}`,
            }),
          },
    );
  }
  const { commit } = history;
  if (proposal) {
    return { url: proposal.url, environments };
  }
  return {
    ...(commit
      ? {
          commit,
          url: git.commitUrl(platform.repository[entry.tree], commit),
        }
      : {}),
    environments,
  };
}

type Row = Pick<DeployedEnvironment, 'state' | 'why'>;

/** The last pull request of whoever asks for this request, and what it is to the version. */
async function proposalOf(
  { proposals, proposalState }: DeployingParts,
  tenant: TenantEntry,
  entry: RequestEntry,
  by: string,
): Promise<{ url: string; row: Row } | undefined> {
  const found: Proposal | undefined = (await proposals.of(tenant.name)).find(
    each =>
      each.proposedBy === by &&
      each.kind.toLowerCase() === entry.kind.toLowerCase() &&
      each.name === entry.name &&
      each.branch?.startsWith('groundwork/deploy-'),
  );
  if (!found) {
    return undefined;
  }
  const rows: Record<string, Row> = {
    open: { state: 'proposed', why: 'waits for review' },
    unknown: { state: 'proposed', why: 'waits for review, as far as known' },
    merged: { state: 'committed', why: 'is merged; Git is about to be read' },
    closed: { state: 'rejected', why: 'was closed without being merged' },
  };
  return { url: found.url, row: rows[await proposalState(found.url)] };
}

async function inGit(
  parts: DeployingParts,
  options: {
    tenant: TenantEntry;
    entry: RequestEntry;
    environment: string;
    image: string;
    commit?: string;
    since: ReadonlySet<string>;
  },
): Promise<DeployedEnvironment> {
  const { tenant, entry, environment, image, since } = options;
  const { facts, platform, snapshot, statuses } = parts;
  const row = statuses
    .syncOf(tenant)
    .environments.find(each => each.environment === environment);
  const version: VersionStatus = versionStatus(
    { name: tenant.name, environments: [environment] },
    snapshot,
    { platform, facts: facts(), now: Date.now() },
    { environment, name: entry.name, image },
  );
  const failed = failedSync(parts, tenant, environment, { entry, since });
  const promotion = await parts.promotions.statusOf(tenant.name, environment);
  const progress = environmentProgress({
    environment,
    image,
    row,
    version,
    ...(failed ? { failed } : {}),
    ...(promotion ? { promotion } : {}),
  });
  const cause = ['synced', 'unhealthy'].includes(progress.state)
    ? await causeBehindWorkload(parts, tenant, {
        environment,
        workload: entry.name,
      })
    : undefined;
  if (!cause) {
    return progress;
  }
  const { text: why, fixableBy } = cause;
  return { ...progress, why, ...(fixableBy ? { fixableBy } : {}) };
}

/** The operation of the tenant's own Applications that failed at the commit of the version, or at a later one. */
function failedSync(
  parts: DeployingParts,
  tenant: TenantEntry,
  name: string,
  { entry, since }: { entry: RequestEntry; since: ReadonlySet<string> },
): FailedSync | undefined {
  const environment = parts.platform.environments.find(
    each => each.name === name,
  );
  const [failed] = environment
    ? ownApplications(parts, tenant, environment).flatMap(
        ({ status, acted: { operation } }) =>
          status.layer === 'tenant' &&
          operation &&
          ['Failed', 'Error'].includes(operation.phase) &&
          operation.revisions.some(revision =>
            since.has(
              parts.revisions.promotedFrom(revision, tenant.name)?.sources[
                entry.tree
              ] ?? revision,
            ),
          )
            ? [operation]
            : [],
      )
    : [];
  return failed && { ...(failed.message ? { message: failed.message } : {}) };
}

/** The commit that gave the request its content, and all since. */
async function historyOf(
  { git, trees }: DeployingParts,
  entry: RequestEntry,
): Promise<{ commit?: string; since: ReadonlySet<string> }> {
  try {
    const { commits, lastChanges } = await git.readHistory(
      trees.repository(entry.tree),
      { paths: [entry.path], maxAge: Number.MAX_SAFE_INTEGER },
    );
    const commit = lastChanges.get(entry.path);
    if (commit === undefined) {
      return { since: new Set() };
    }
    const at = commits.findIndex(each => each.commit === commit);
    return {
      commit,
      since: new Set(commits.slice(0, at + 1).map(each => each.commit)),
    };
  } catch {
    // How the version is told all the same; that Git is away stands among the sources.
    return { since: new Set() };
  }
}
