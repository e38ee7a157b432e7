import {
  FieldError,
  forbiddenValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from './ApiError';
import { Fields, KubeObject, isFields, read } from './KubeObject';
import { PrinterColumn, Resource, ScalePaths } from './Resource';
import { Registry, byPriority } from './Registry';
import { timestamp } from './Writer';
import { newResource } from './builtinResources';
import { Schema } from './schema/Schema';

export const DEFINITIONS = 'apiextensions.k8s.io/customresourcedefinitions';

interface Version {
  name: string;
  served: boolean;
  storage: boolean;
  schema?: { openAPIV3Schema?: Schema };
  subresources?: { status?: object; scale?: ScalePaths };
  additionalPrinterColumns?: PrinterColumn[];
  selectableFields?: { jsonPath: string }[];
}

interface Names {
  plural: string;
  kind: string;
  singular: string;
  listKind: string;
  shortNames?: string[];
  categories?: string[];
}

interface Spec {
  group: string;
  scope: string;
  names: Names;
  versions: Version[];
  conversion: { strategy: string };
  preserveUnknownFields?: boolean;
}

/** Fills in the names and the conversion that may be left out. */
export function completeDefinition(object: KubeObject): KubeObject {
  const spec = isFields(object.spec) ? object.spec : {};
  const names = isFields(spec.names) ? spec.names : {};
  const { kind = '' } = names as { kind?: string };
  return {
    ...object,
    spec: {
      conversion: { strategy: 'None' },
      ...spec,
      names: {
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
        ...names,
      },
    },
  };
}

export function definitionErrors(object: KubeObject): FieldError[] {
  const { group, names, scope, versions, ...spec } = object.spec as Fields &
    Partial<Spec>;
  const errors: FieldError[] = [];
  for (const [field, value] of [
    ['spec.group', group],
    ['spec.scope', scope],
    ['spec.names.plural', names?.plural],
    ['spec.names.kind', names?.kind],
  ]) {
    if (!value) {
      errors.push(requiredValue(String(field)));
    }
  }
  const name = `${names?.plural}.${group}`;
  if (object.metadata.name !== name) {
    const why = `must be spec.names.plural+"."+spec.group`;
    errors.push(invalidValue('metadata.name', object.metadata.name, why));
  }
  const scopes = ['Cluster', 'Namespaced'];
  if (scope && !scopes.includes(scope)) {
    errors.push(unsupportedValue('spec.scope', scope, scopes));
  }
  if (versions?.filter(({ storage }) => storage).length !== 1) {
    const why = 'must have exactly one version marked as storage version';
    errors.push(invalidValue('spec.versions', undefined, why));
  }
  versions?.forEach(({ schema }, index) => {
    const field = `spec.versions[${index}].schema.openAPIV3Schema`;
    if (!schema?.openAPIV3Schema) {
      errors.push(requiredValue(field, 'schemas are required'));
    } else if (schema.openAPIV3Schema.type !== 'object') {
      errors.push(requiredValue(`${field}.type`, 'must be object at the root'));
    }
  });
  if (spec.preserveUnknownFields) {
    const why = 'must be false in order to use defaults in the schema';
    errors.push(invalidValue('spec.preserveUnknownFields', true, why));
  }
  const strategy = spec.conversion?.strategy;
  if (strategy !== 'None') {
    const field = 'spec.conversion.strategy';
    errors.push(unsupportedValue(field, strategy, ['None']));
  }
  const approval = 'api-approved.kubernetes.io';
  if (
    /(^|\.)(k8s|kubernetes)\.io$/.test(group ?? '') &&
    !object.metadata.annotations?.[approval]
  ) {
    const field = `metadata.annotations[${approval}]`;
    errors.push(requiredValue(field, 'protected groups must have approval'));
  }
  return errors;
}

/** Fields that may not change once a definition is established. */
export function definitionUpdateErrors(before: KubeObject, after: KubeObject) {
  return ['spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural']
    .filter(field => read(before, field) !== read(after, field))
    .map(field => forbiddenValue(field, 'field is immutable'));
}

/** What a real server's controllers write soon after the creation. */
export function establishedStatus(object: KubeObject): Fields {
  const { names, versions } = object.spec as unknown as Spec;
  const now = timestamp();
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime: now,
  });
  const stored = read(object, 'status.storedVersions') ?? [];
  const storage = versions.find(version => version.storage)?.name;
  const { conditions: old } = (object.status ?? {}) as Fields;
  return {
    acceptedNames: names,
    storedVersions: [...new Set([...(stored as string[]), storage])],
    conditions: old ?? [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition(
        'Established',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ),
    ],
  };
}

/** Serves the versions of a definition, in place of what it had before. */
export function serveDefinition(
  registry: Registry,
  object: KubeObject,
  since: number,
): void {
  const { name } = object.metadata;
  const known = registry.all().find(({ definition }) => definition === name);
  registry.drop(name);
  const { group, scope, names, versions } = object.spec as unknown as Spec;
  const served = versions.filter(version => version.served);
  served.sort((a, b) => byPriority(a.name, b.name));
  for (const version of served) {
    const resource: Resource = newResource({
      group,
      version: version.name,
      kind: names.kind,
      plural: names.plural,
      singular: names.singular,
      listKind: names.listKind,
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      namespaced: scope === 'Namespaced',
      definition: name,
      status: version.subresources?.status !== undefined,
      scale: version.subresources?.scale,
      schema: version.schema?.openAPIV3Schema,
      columns: version.additionalPrinterColumns ?? [],
      fields: (version.selectableFields ?? []).map(({ jsonPath }) =>
        jsonPath.replace(/^\./, ''),
      ),
      generation: true,
      unconditional: false,
      since: known?.since ?? since,
    });
    if (JSON.stringify(version.schema).includes('"x-kubernetes-validations"')) {
      resource.unenforced = `the CEL rules of ${names.kind} are not evaluated by this server`;
    }
    registry.add(resource);
  }
}
