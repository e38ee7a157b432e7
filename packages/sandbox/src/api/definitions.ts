import { cause, refuseInvalid } from './ApiError';
import { Fields, KubeObject, read } from './KubeObject';
import { Registry } from './Registry';
import { PrinterColumn, Resource, ScalePaths } from './Resource';
import { Schema } from './Schema';
import { Admit, timestamp } from './Writer';
import { newResource } from './builtinResources';

export const DEFINITIONS = 'apiextensions.k8s.io/customresourcedefinitions';

interface Version {
  name: string;
  served: boolean;
  storage: boolean;
  schema: { openAPIV3Schema: Schema };
  subresources?: { status?: object; scale?: ScalePaths };
  additionalPrinterColumns?: PrinterColumn[];
  selectableFields?: { jsonPath: string }[];
}

interface Spec extends Fields {
  group: string;
  scope: string;
  names: Pick<Resource, 'plural' | 'kind'> & Partial<Resource>;
  versions: Version[];
}

function condition(type: string, reason: string, message: string) {
  return {
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime: timestamp(),
  };
}

/** Refuses a definition that contradicts itself, else completes it. */
export const admitDefinition: Admit = (object, before, { resource, name }) => {
  const { group, names, versions, ...spec } = object.spec as Spec;
  const stored = versions
    .filter(({ storage }) => storage)
    .map(version => version.name);
  const approval = 'api-approved.kubernetes.io';
  const isOfProject = /(^|\.)(k8s|kubernetes)\.io$/.test(group);
  const fixed = [
    'spec.group',
    'spec.scope',
    'spec.names.plural',
    'spec.names.kind',
  ];
  const moved = fixed.filter(
    path => before && read(before, path) !== read(object, path),
  );
  const approved = object.metadata.annotations?.[approval];
  refuseInvalid(resource, name, [
    name !== `${names.plural}.${group}` &&
      cause(
        'Invalid',
        'metadata.name',
        'must be spec.names.plural+"."+spec.group',
      ),
    stored.length !== 1 &&
      cause(
        'Invalid',
        'spec.versions',
        'must have exactly one version marked as storage version',
      ),
    isOfProject &&
      !approved &&
      cause(
        'Required',
        `metadata.annotations[${approval}]`,
        'protected groups must have approval',
      ),
    ...moved.map(field => cause('Forbidden', field, 'field is immutable')),
  ]);
  const { singular, listKind } = newResource({ group, version: '', ...names });
  const acceptedNames = { singular, listKind, ...names };
  const old = (read(before, 'status.storedVersions') ?? []) as string[];
  const conditions = read(before, 'status.conditions') ?? [
    condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
    condition(
      'Established',
      'InitialNamesAccepted',
      'the initial names have been accepted',
    ),
  ];
  const storedVersions = [...new Set([...old, ...stored])];
  const status = { acceptedNames, storedVersions, conditions };
  return {
    ...object,
    spec: { group, names: acceptedNames, versions, ...spec },
    status,
  };
};

/** Serves the versions of a definition, in place of what it had before. */
export function serveDefinition(
  registry: Registry,
  object: KubeObject,
  revision: number,
): void {
  const { group, names, versions, scope } = object.spec as Spec;
  const since =
    registry.byStorageKey(`${group}/${names.plural}`)?.since ?? revision;
  registry.drop(object.metadata.name);
  for (const version of versions.filter(({ served }) => served)) {
    const {
      subresources = {},
      additionalPrinterColumns: columns,
      selectableFields = [],
    } = version;
    const schema = version.schema.openAPIV3Schema;
    const hasRules = JSON.stringify(schema).includes(
      '"x-kubernetes-validations"',
    );
    registry.add(
      newResource({
        ...names,
        group,
        version: version.name,
        namespaced: scope === 'Namespaced',
        subresources: Object.keys(subresources),
        scale: subresources.scale,
        definition: object.metadata.name,
        schema,
        ...(columns ? { columns } : {}),
        fields: selectableFields.map(({ jsonPath }) => jsonPath.slice(1)),
        counted: true,
        careful: true,
        unenforced: hasRules
          ? `the CEL rules of ${names.kind} are not evaluated by this server`
          : undefined,
        since,
      }),
    );
  }
}
