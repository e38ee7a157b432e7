import type { AdoptedObject, Adoption } from '@groundwork/engine';
import type { NotRead } from './readDirectory';

/** What was read and adopted, and the files that are to be written. */
export interface AdoptReport extends Omit<Adoption, 'files'> {
  files: ReadonlyArray<{ path: string; change: string }>;
  notRead: readonly NotRead[];
}

/** Of what is the same, or would fill pages, a few are enough. */
const mostLines = 200;

/** The report as a text: what each tenant comes to, and what remains. */
export function adoptReport(report: AdoptReport): string {
  const { tenants, objects, credentials, leftOut, notRead } = report;
  const lines: string[] = [];
  const byTenant = new Map<string, AdoptedObject[]>();
  for (const object of objects) {
    const own = byTenant.get(object.tenant ?? '') ?? [];
    own.push(object);
    byTenant.set(object.tenant ?? '', own);
  }
  for (const each of tenants) {
    const own = byTenant.get(each.tenant) ?? [];
    lines.push(
      `${each.tenant} (${each.owner}, tier ${each.tier}${
        each.tierBy === 'nearest' ? ', the smallest that holds its quota' : ''
      }) in ${each.namespaces
        .map(({ environment, namespace }) => `${environment}/${namespace}`)
        .join(', ')}: ${counts(own)}`,
      ...(each.refused ?? []).map(why => `  refused: ${why}`),
      ...each.grants.map(grant => `  look at: ${grant}`),
      ...few(own.filter(isLeft).map(describe)),
    );
  }
  const others = byTenant.get('') ?? [];
  lines.push(
    ...section('Of the whole cluster, only listed', others.map(describe)),
    ...section(
      'Credentials as they are, not written to Git',
      credentials.map(
        ({ environment, namespace, kind, name, field }) =>
          `${environment}/${namespace} ${kind} ${name}: ${field}`,
      ),
    ),
    ...section(
      'Namespaces left out',
      leftOut.map(
        ({ namespace, objects: count, why }) =>
          `${namespace} (${count} objects): ${why}`,
      ),
    ),
    ...section(
      'Not read',
      notRead.map(({ path, why }) => `${path}: ${why}`),
    ),
    `${tenants.length} tenants: ${counts(objects)}${
      report.secrets > 0 ? `; ${report.secrets} Secrets not read` : ''
    }`,
  );
  return `${lines.join('\n')}\n`;
}

function isLeft({ fate }: AdoptedObject): boolean {
  return fate !== 'same';
}

function counts(objects: readonly AdoptedObject[]): string {
  const words = {
    same: 'the same',
    kept: 'kept as they are',
    changed: 'would change',
    new: 'would be new',
    listed: 'only listed',
  } as const;
  const parts = Object.entries(words).flatMap(([fate, word]) => {
    const count = objects.filter(each => each.fate === fate).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return parts.join(', ') || 'nothing';
}

function describe(object: AdoptedObject): string {
  const { fate, environment, kind, namespace, name, by, why } = object;
  const place = [environment, namespace].filter(Boolean).join('/');
  const differences = (object.differences ?? [])
    .slice(0, 3)
    .map(
      ({ path, there, rendered }) =>
        `${path}: ${there ?? 'nothing'} there, ${
          rendered ?? 'nothing'
        } rendered`,
    );
  const more = (object.differences ?? []).length - differences.length;
  const end =
    fate === 'kept' ? `in ${by}${why === undefined ? '' : `: ${why}`}` : why;
  return [
    `${fate} ${place === '' ? '' : `${place} `}${kind} ${name}${
      end === undefined ? '' : `: ${end}`
    }`,
    ...differences.map(line => `    ${line}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ].join('\n  ');
}

function few(lines: readonly string[]): string[] {
  const shown = lines.slice(0, mostLines).map(line => `  ${line}`);
  const left = lines.length - shown.length;
  return left > 0
    ? [...shown, `  and ${left} more; --format json has all`]
    : shown;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...few(lines)];
}
