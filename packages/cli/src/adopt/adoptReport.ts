import {
  AdoptedGroup,
  adoptedGroups,
  AdoptedObject,
  AdoptedTenant,
  Adoption,
  writeYaml,
} from '@groundwork/engine';
import { notReadLines } from './notReadLines';
import type { NotRead } from './readDirectory';

/** What was read and adopted, and the files that are to be written. */
export interface AdoptReport extends Omit<Adoption, 'files'> {
  files: ReadonlyArray<{ path: string; change: string }>;
  notRead: readonly NotRead[];
}

/** What would fill pages is in the report as JSON. */
const mostLines = 100;
const mostNames = 8;
const mostCommon = 10;
const mostDifferences = 3;

const tierWords: Readonly<Record<string, string>> = {
  nearest: ', the smallest that holds its quota',
  largest: ', the largest, which does not hold its quota',
};

/** The report as a text: what each tenant comes to, and what remains. */
export function adoptReport(report: AdoptReport): string {
  const { tenants, objects, credentials, leftOut, existing, notRead } = report;
  const byTenant = new Map<string, AdoptedObject[]>();
  for (const object of objects) {
    const own = byTenant.get(object.tenant ?? '') ?? [];
    own.push(object);
    byTenant.set(object.tenant ?? '', own);
  }
  const allRefused = tenants.filter(({ refused = [] }) => refused.length > 0);
  const lines = [
    ...tenants.flatMap(each =>
      tenantLines(each, byTenant.get(each.tenant) ?? []),
    ),
    ...section('Of no tenant, only listed', together(byTenant.get('') ?? [])),
    ...section(
      'Credentials as they are, which do not go to Git',
      credentials.map(
        ({ environment, namespace, kind, name, field }) =>
          `${environment}/${namespace} ${kind} ${name}: ${field}`,
      ),
    ),
    ...section(
      'Namespaces left out',
      [...byName(leftOut)].map(
        ([, { namespace, objects: count, why }]) =>
          `${namespace} (${count} objects): ${why}`,
      ),
    ),
    ...section(
      'Put into tenancy.naming.existing before rendering',
      existing.map(
        ({ tenant, environment, namespace }) =>
          `- { tenant: ${tenant}, environment: ${environment}, namespace: ${namespace} }`,
      ),
    ),
    ...metadataLines(report.metadata),
    ...commonLines(report.common),
    ...section('Not read', notReadLines(notRead)),
    `${tenants.length} tenants${
      allRefused.length > 0 ? `, ${allRefused.length} of them refused` : ''
    }: ${counts(objects)}${
      report.secrets > 0 ? `; ${report.secrets} Secrets not read` : ''
    }${
      report.made > 0
        ? `; ${report.made} made by controllers for others, not told`
        : ''
    }`,
  ];
  // Names are other people's texts, and a terminal does what they say.
  return `${lines.join('\n')}\n`.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
}

/** What most namespaces have alike, ready to be put into the configuration. */
function commonLines(all: AdoptReport['common']): string[] {
  const lines = all
    .slice(0, mostCommon)
    .flatMap(({ environments, object }, index) => {
      const name = `${index + 1}-${object.kind}-${object.metadata.name}`
        .toLowerCase()
        .replace(/\$\{\{ namespace \}\}|[^a-z0-9]+/g, '-')
        .replace(/-+/g, '-')
        .slice(0, 40)
        .replace(/-$/, '');
      const [first, ...rest] = writeYaml({
        name,
        environments: environments.map(each => each.name),
        object,
      })
        .trimEnd()
        .split('\n');
      return [
        `# in ${environments
          .map(
            ({ name: environment, namespaces, of }) =>
              `${namespaces} of ${of} namespaces of ${environment}`,
          )
          .join(', ')}`,
        `- ${first}`,
        ...rest.map(line => `  ${line}`),
      ];
    });
  return lines.length === 0
    ? []
    : [
        'The same in most namespaces; put what every tenant is to have into tenancy.manifests.objects, and adopt again:',
        ...lines.map(line => `  ${line}`),
      ];
}

/** Keys that no request says, ready to be put into the configuration. */
function metadataLines(all: AdoptReport['metadata']): string[] {
  return (['labels', 'annotations'] as const).flatMap(part =>
    section(
      `Put those that are used into tenancy.namespaceMetadata.${part}, and adopt again`,
      all
        .filter(each => each.part === part)
        .map(({ key, namespaces }) => `- ${key} # in ${namespaces} namespaces`),
    ),
  );
}

/** A namespace once, in however many clusters it is. */
function byName(
  leftOut: Adoption['leftOut'],
): Map<string, Adoption['leftOut'][number]> {
  const all = new Map<string, Adoption['leftOut'][number]>();
  for (const each of leftOut) {
    const key = `${each.namespace} ${each.why}`;
    const objects = each.objects + (all.get(key)?.objects ?? 0);
    all.set(key, { ...each, objects });
  }
  return all;
}

function tenantLines(
  {
    tenant,
    owner,
    tier,
    tierBy,
    namespaces,
    refused = [],
    grants,
    left,
  }: AdoptedTenant,
  objects: readonly AdoptedObject[],
): string[] {
  const places = namespaces.map(
    ({ environment, namespace }) => `${environment}/${namespace}`,
  );
  const how = Object.hasOwn(tierWords, tierBy) ? tierWords[tierBy] : '';
  const closes = objects.some(
    ({ fate, kind, name }) =>
      fate === 'new' && kind === 'NetworkPolicy' && name === 'default-deny',
  );
  return [
    `${tenant} (${owner}, tier ${tier}${how}) in ${places.join(', ')}: ${counts(
      objects,
    )}`,
    ...refused.map(why => `  refused: ${why}`),
    ...grants.map(grant => `  look at: ${grant}`),
    ...left.map(value => `  left out: ${value}`),
    ...(closes
      ? [
          '  look at: default-deny is new and closes the namespace but for what the tenant declares; with the tenant in tenancy.reportOnly it is left out',
        ]
      : []),
    ...(refused.length > 0
      ? []
      : few(together(objects.filter(({ fate }) => fate !== 'same')))),
  ];
}

const words = {
  same: 'the same',
  kept: 'kept as they are',
  changed: 'would change',
  new: 'would be new',
  listed: 'only listed',
} as const;

function counts(objects: readonly AdoptedObject[]): string {
  const parts = Object.entries(words).flatMap(([fate, word]) => {
    const count = objects.filter(each => each.fate === fate).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return parts.join(', ') || 'nothing';
}

/** Objects of which the same is to be said, by their kinds. */
function together(objects: readonly AdoptedObject[]): string[] {
  return adoptedGroups(objects, mostNames).flatMap(group => {
    const { fate, environment, kind, names, count, why } = group;
    const left = count - names.length;
    const more = left > 0 ? ` and ${left} more` : '';
    return [
      `${fate} ${
        environment === undefined ? '' : `${environment} `
      }${kind} ${names.join(', ')}${more}${
        why === undefined ? '' : `: ${why}`
      }`,
      ...differencesOf(group),
    ];
  });
}

function differencesOf({ differences = [] }: AdoptedGroup): string[] {
  const shown = differences
    .slice(0, mostDifferences)
    .map(
      ({ path, there, rendered }) =>
        `  ${path}: ${there ?? 'nothing'} there, ${
          rendered ?? 'nothing'
        } rendered`,
    );
  const left = differences.length - shown.length;
  return left > 0 ? [...shown, `  and ${left} more`] : shown;
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
