import type { KindRegistry } from '../kinds';
import { labelKeyPattern } from '../names/labels';
import { kindOfTemplate, templateProblems } from './objectTemplate';
import type { Platform } from './platform';
import type { PlatformProblem } from './PlatformProblem';
import { isReservedMetadata } from './reservedMetadata';

/** What is wrong with the platform's own additions, as far as no tenant is needed to see it. */
export function manifestsProblems(
  platform: Platform,
  kinds: KindRegistry,
): PlatformProblem[] {
  const { metadata, objects, patches } = platform.manifests;
  return [
    ...lists({ metadata, objects, patches }, platform),
    ...metadata.flatMap(({ labels, annotations }, index) =>
      Object.entries({ labels, annotations }).flatMap(([part, values]) =>
        keyProblems(values, `manifests.metadata[${index}].${part}`, platform),
      ),
    ),
    ...objects.flatMap(({ object }, index) =>
      objectProblems(object, `manifests.objects[${index}].object`, kinds),
    ),
  ];
}

/** What all entries of all lists are held to. */
function lists(
  all: Record<
    string,
    ReadonlyArray<{ name: string; environments?: string[]; tiers?: string[] }>
  >,
  platform: Platform,
): PlatformProblem[] {
  const known = {
    environments: platform.environments.map(({ name }) => name),
    tiers: Object.keys(platform.tiers),
  };
  return Object.entries(all).flatMap(([list, entries]) =>
    entries.flatMap((entry, index) => {
      const field = `manifests.${list}[${index}]`;
      const twice = entries.findIndex(({ name }) => name === entry.name);
      const { name: _, environments, tiers, ...rest } = entry;
      return [
        ...(twice === index
          ? []
          : [
              {
                code: 'Duplicate',
                field: `${field}.name`,
                given: entry.name,
                message: 'Duplicate name in this list.',
                fix: 'Use a unique name for each.',
              },
            ]),
        ...Object.entries({ environments, tiers }).flatMap(([key, names]) =>
          (names ?? [])
            .filter(
              name => !known[key as 'environments' | 'tiers'].includes(name),
            )
            .map(name => ({
              code: 'InvalidManifest',
              field: `${field}.${key}`,
              given: name,
              message: `The platform has no such ${key.slice(0, -1)}.`,
              fix: `Use: ${known[key as 'environments' | 'tiers'].join(', ')}.`,
            })),
        ),
        ...templateProblems(rest, field).map(({ path, given, message }) => ({
          code: 'InvalidManifest',
          field: path,
          given,
          message,
          fix: 'The placeholders are listed in docs/extend.md, as in ${{ tenant.name }}.',
        })),
      ];
    }),
  );
}

function keyProblems(
  values: Readonly<Record<string, string>>,
  field: string,
  { prefix }: Platform,
): PlatformProblem[] {
  return Object.keys(values).flatMap(key => {
    const reserved = isReservedMetadata(key, prefix);
    return reserved || !labelKeyPattern.test(key)
      ? [
          {
            code: 'InvalidLabel',
            field: `${field}[${JSON.stringify(key)}]`,
            given: values[key],
            message: reserved
              ? 'Guard rails rely on this one, so it cannot be set here.'
              : 'This is not the key of a label or annotation.',
            fix: 'Choose another key, such as monitoring.example.com/team.',
          },
        ]
      : [];
  });
}

function objectProblems(
  object: Readonly<Record<string, unknown>>,
  field: string,
  kinds: KindRegistry,
): PlatformProblem[] {
  const { apiVersion, kind, metadata } = object;
  const problem = (
    at: string,
    message: string,
    fix: string,
  ): PlatformProblem[] => [
    { code: 'InvalidManifest', field: `${field}.${at}`, message, fix },
  ];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return problem(
      'kind',
      'Not an object: apiVersion and kind are required.',
      'Write both, as kubectl shows them.',
    );
  }
  const { name, namespace } = (metadata ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || name === '') {
    return problem(
      'metadata.name',
      'This object has no name.',
      'Name it; names may hold placeholders.',
    );
  }
  if (namespace !== undefined) {
    return problem(
      'metadata.namespace',
      "An object is always in the tenant's own namespace.",
      'Leave the namespace out.',
    );
  }
  if (`${apiVersion}${kind}`.includes('${{')) {
    return problem(
      'kind',
      'Placeholders are not allowed in apiVersion and kind.',
      'Write one entry for each kind.',
    );
  }
  const { group } = kindOfTemplate(object);
  const found = kinds.find(group, kind);
  if (group === '' && kind === 'Secret') {
    return problem(
      'kind',
      'A Secret would be in Git, for all to read.',
      'Write an ExternalSecret that makes it.',
    );
  }
  if (found && (!found.namespaced || group === 'argoproj.io')) {
    return problem(
      'kind',
      `${kind} is not an object of a tenant's namespace.`,
      'Keep it with the other objects of the platform team.',
    );
  }
  return [];
}
