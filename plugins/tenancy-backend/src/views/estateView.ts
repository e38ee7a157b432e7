import type {
  EstateFindingCount,
  EstateView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Viewer } from '../access/Viewer';
import { estateCauses } from '../estate/estateCauses';
import type { OwnedFinding } from '../estate/EstateFindings';
import type { EstateRow } from '../estate/EstateRow';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';

const MOST = 500;

/** The order of severity, worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;

/** What is wrong over these tenants, which the viewer may see. */
export async function estateView(
  {
    platform,
    snapshot,
    trees,
  }: Pick<Tenancy, 'platform' | 'snapshot' | 'trees'>,
  viewer: Viewer,
  seen: {
    tenants: readonly TenantEntry[];
    rows: ReadonlyMap<string, EstateRow>;
    findings?: { at: number; findings: readonly OwnedFinding[] };
  },
): Promise<EstateView> {
  const { tenants, rows, findings } = seen;
  const sources = snapshot.sources();
  const causes = await estateCauses(tenants, rows, { platform, sources });
  const certificates = gathered(rows, row => row.certificates).sort(
    (a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0),
  );
  const quotas = gathered(rows, row => row.quotas).sort(
    (a, b) => (b.share ?? Infinity) - (a.share ?? Infinity),
  );
  const drift = gathered(rows, row => row.drift).sort(
    (a, b) => b.objects - a.objects,
  );
  const renderers = [...rows]
    .filter(([, { older }]) => older > 0)
    .map(([tenant, { older }]) => ({ tenant, requests: older }))
    .sort((a, b) => b.requests - a.requests);
  const counts = await countedFindings(findings?.findings ?? []);
  return {
    causes: causes.slice(0, MOST),
    certificates: certificates.slice(0, MOST),
    quotas: quotas.slice(0, MOST),
    drift: drift.slice(0, MOST),
    renderers: renderers.slice(0, MOST),
    findings: counts.slice(0, MOST),
    totals: {
      causes: causes.length,
      certificates: certificates.length,
      quotas: quotas.length,
      drift: drift.length,
      renderers: renderers.length,
      findings: findings?.findings.length ?? 0,
    },
    tenants: tenants.length,
    pending: tenants.length - rows.size,
    ...(findings ? { findingsAt: findings.at } : {}),
    isAdmin: viewer.isAdmin,
    sources: [
      ...sources,
      ...trees.sources(),
      ...trees.unreadOf(tenants.map(({ name }) => name)).slice(0, MOST),
    ],
  };
}

function gathered<T>(
  rows: ReadonlyMap<string, EstateRow>,
  of: (row: EstateRow) => readonly T[],
): Array<T & { tenant: string }> {
  return [...rows].flatMap(([tenant, row]) =>
    of(row).map(each => ({ tenant, ...each })),
  );
}

async function countedFindings(
  findings: readonly OwnedFinding[],
): Promise<EstateFindingCount[]> {
  const counts = new Map<
    string,
    EstateFindingCount & { names: Set<string | undefined> }
  >();
  for (const { finding, tenant } of findings) {
    const { code, severity } = finding;
    const key = `${severity}/${code}`;
    const known = counts.get(key) ?? {
      code,
      severity,
      count: 0,
      tenants: 0,
      names: new Set(),
    };
    known.count += 1;
    known.names.add(tenant);
    counts.set(key, known);
    await letOthers();
  }
  return [...counts.values()]
    .map(({ names, ...count }) => ({
      ...count,
      tenants: [...names].filter(name => name !== undefined).length,
    }))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.count - a.count,
    );
}
