import { placeholdersOf } from '../names/templates';
import { sameName } from '../names/templates';
import { Platform } from './platform';
import type { PlatformProblem } from './PlatformProblem';

/**
 * Names under which two tenants, or two environments, would be one.
 */
export function namingProblems(platform: Platform): PlatformProblem[] {
  return [
    ...environmentNames(platform),
    ...namespaceTemplate(platform),
    ...existingNamespaces(platform),
    ...groupTemplate(platform),
  ];
}

function environmentNames(platform: Platform): PlatformProblem[] {
  const names = platform.environments.map(environment => environment.name);
  return names.flatMap((name, index) => {
    const field = `environments[${index}].name`;
    if (names.indexOf(name) !== index) {
      return [
        {
          code: 'Duplicate',
          field,
          given: name,
          message: 'Duplicate environment name.',
          fix: 'Use a unique name for each.',
        },
      ];
    }
    return [];
  });
}

function namespaceTemplate(platform: Platform): PlatformProblem[] {
  const template = platform.naming.namespace;
  const found = placeholdersOf(template);
  const field = 'naming.namespace';
  if (
    found.some(name => name !== 'tenant' && name !== 'environment') ||
    found.filter(name => name === 'tenant').length !== 1
  ) {
    return [
      {
        code: 'NamespaceNotUnique',
        field,
        given: template,
        message: 'Namespaces of different tenants would have the same name.',
        fix: 'Use ${{ tenant }} exactly once, and ${{ environment }} where environments share a cluster.',
      },
    ];
  }
  const literal = template.replace(/\$\{\{[^}]*\}\}/g, '');
  if (!/^[-a-z0-9]*$/.test(literal)) {
    return [
      {
        code: 'InvalidName',
        field,
        given: template,
        message: 'Not a valid namespace name.',
        fix: 'Use lower case letters, digits and - beside the placeholders.',
      },
    ];
  }
  return platform.environments.flatMap((environment, index) => {
    const sharing = platform.environments
      .slice(0, index)
      .find(
        other =>
          other.cluster === environment.cluster &&
          other.name !== environment.name &&
          sameName(template, environment.name, other.name),
      );
    return sharing
      ? [
          {
            code: 'NamespaceNotUnique',
            field,
            given: template,
            message: `The environments ${sharing.name} and ${environment.name} share the cluster ${environment.cluster}, and a tenant would have one namespace for both.`,
            fix: 'Add ${{ environment }}, as in ${{ tenant }}-${{ environment }}.',
          },
        ]
      : [];
  });
}

/** Two tenants with one namespace would be one, and a name of an environment that is not there would count for nobody. */
function existingNamespaces({
  naming: { existing },
  environments,
}: Platform): PlatformProblem[] {
  const taken = new Set<string>();
  return existing.flatMap(({ tenant, environment, namespace }, index) => {
    const field = `naming.existing[${index}]`;
    const found = environments.find(({ name }) => name === environment);
    if (!found) {
      return [
        {
          code: 'UnknownEnvironment',
          field: `${field}.environment`,
          given: environment,
          message: 'This environment does not exist.',
          fix: `Use one of: ${environments
            .map(({ name }) => name)
            .join(', ')}.`,
        },
      ];
    }
    const places = [
      `namespace ${found.cluster}/${namespace}`,
      `tenant ${environment}/${tenant}`,
    ];
    const isTaken = places.some(place => taken.has(place));
    places.forEach(place => taken.add(place));
    return isTaken
      ? [
          {
            code: 'NamespaceNotUnique',
            field,
            given: namespace,
            message:
              'The namespace, or the tenant in this environment, is named twice.',
            fix: 'Name each once.',
          },
        ]
      : [];
  });
}

function groupTemplate({ groups }: Platform): PlatformProblem[] {
  if (!groups || 'annotation' in groups) {
    return [];
  }
  const { template } = groups;
  const unknown = placeholdersOf(template).filter(
    name => name !== 'group' && name !== 'namespace',
  );
  if (unknown.length === 0 && !/^\s*system:/i.test(template)) {
    return [];
  }
  return [
    {
      code: 'InvalidGroupTemplate',
      field: 'groups.template',
      given: template,
      message:
        unknown.length > 0
          ? `Unknown placeholder: ${unknown.join(', ')}.`
          : 'Groups that start with system: are reserved for Kubernetes.',
      fix: 'Use ${{ group }}, and ${{ namespace }} where groups of several catalog namespaces own tenants.',
    },
  ];
}
