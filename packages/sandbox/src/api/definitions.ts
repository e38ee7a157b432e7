import { cause, refuseInvalid } from './ApiError';
import { Fields, KubeObject, read } from './KubeObject';
import { Registry } from './Registry';
import { PrinterColumn, ScalePaths } from './Resource';
import { Schema } from './Schema';
import { Admit, timestamp } from './Writer';

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

interface Names {
  plural: string;
  kind: string;
  singular: string;
  listKind: string;
  shortNames?: string[];
  categories?: string[];
}

interface Definition extends KubeObject {
  spec: {
    group: string;
    scope: string;
    names: Names;
    versions: Version[];
    conversion?: Fields;
  };
  status?: { storedVersions?: string[]; conditions?: object[] };
}

function established(): object[] {
  const lastTransitionTime = timestamp();
  return [
    ['NamesAccepted', 'NoConflicts', 'no conflicts found'],
    [
      'Established',
      'InitialNamesAccepted',
      'the initial names have been accepted',
    ],
  ].map(([type, reason, message]) => ({
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime,
  }));
}

/** Refuses a definition that contradicts itself, else completes it. */
export const admitDefinition: Admit = (object, before, resource) => {
  const {
    group,
    names,
    scope,
    versions = [],
    conversion,
  } = (object.spec ?? {}) as Definition['spec'];
  const strategy = conversion?.strategy ?? 'None';
  const approved = object.metadata.annotations?.['api-approved.kubernetes.io'];
  const storage = versions.filter(version => version.storage);
  const unwritten = versions.findIndex(
    v => v.schema?.openAPIV3Schema?.type !== 'object',
  );
  const moved = [
    'spec.group',
    'spec.scope',
    'spec.names.plural',
    'spec.names.kind',
  ].filter(field => before && read(before, field) !== read(object, field));
  refuseInvalid(resource, object.metadata.name, [
    ...[
      ['spec.group', group],
      ['spec.names.plural', names?.plural],
      ['spec.names.kind', names?.kind],
    ]
      .filter(([, value]) => !value)
      .map(([field]) => cause('Required', field, 'must be given')),
    ...(object.metadata.name === `${names?.plural}.${group}`
      ? []
      : [
          cause(
            'Invalid',
            'metadata.name',
            'must be spec.names.plural+"."+spec.group',
            object.metadata.name,
          ),
        ]),
    ...(['Cluster', 'Namespaced'].includes(scope)
      ? []
      : [
          cause(
            'NotSupported',
            'spec.scope',
            'supported values: "Cluster", "Namespaced"',
            scope,
          ),
        ]),
    ...(storage.length === 1
      ? []
      : [
          cause(
            'Invalid',
            'spec.versions',
            'must have exactly one version marked as storage version',
          ),
        ]),
    ...(unwritten < 0
      ? []
      : [
          cause(
            'Required',
            `spec.versions[${unwritten}].schema.openAPIV3Schema`,
            'schemas of type object are required',
          ),
        ]),
    ...(strategy === 'None'
      ? []
      : [
          cause(
            'NotSupported',
            'spec.conversion.strategy',
            'this server supports "None" only',
            strategy,
          ),
        ]),
    ...(/(^|\.)(k8s|kubernetes)\.io$/.test(group) && !approved
      ? [
          cause(
            'Required',
            'metadata.annotations[api-approved.kubernetes.io]',
            'protected groups must have approval',
          ),
        ]
      : []),
    ...moved.map(field => cause('Forbidden', field, 'field is immutable')),
  ]);
  const { kind } = names;
  const acceptedNames = {
    ...names,
    singular: names.singular ?? kind.toLowerCase(),
    listKind: names.listKind ?? `${kind}List`,
  };
  const { storedVersions = [], conditions } = ((before as Definition)?.status ??
    {}) as NonNullable<Definition['status']>;
  return {
    ...object,
    spec: {
      ...(object.spec as Fields),
      names: acceptedNames,
      conversion: { ...conversion, strategy },
    },
    status: {
      acceptedNames,
      storedVersions: [...new Set([...storedVersions, storage[0].name])],
      conditions: conditions ?? established(),
    },
  };
};

/** Serves the versions of a definition, in place of what it had before. */
export function serveDefinition(
  registry: Registry,
  object: KubeObject,
  revision: number,
): void {
  const { spec, metadata } = object as Definition;
  const { group, names, versions } = spec;
  const since =
    registry.byStorageKey(`${group}/${names.plural}`)?.since ?? revision;
  registry.drop(metadata.name);
  for (const version of versions.filter(({ served }) => served)) {
    const { subresources = {}, additionalPrinterColumns: columns } = version;
    const schema = version.schema.openAPIV3Schema;
    const hasRules = JSON.stringify(schema).includes(
      '"x-kubernetes-validations"',
    );
    const jsonPath = '.metadata.creationTimestamp';
    registry.add({
      ...names,
      group,
      version: version.name,
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      namespaced: spec.scope === 'Namespaced',
      subresources: Object.keys(subresources),
      scale: subresources.scale,
      definition: metadata.name,
      schema,
      columns: columns ?? [{ name: 'Age', type: 'date', jsonPath }],
      fields: (version.selectableFields ?? []).map(field =>
        field.jsonPath.slice(1),
      ),
      fixed: [],
      names: 'subdomain',
      review: false,
      counted: true,
      careful: true,
      echoes: false,
      unenforced: hasRules
        ? `the CEL rules of ${names.kind} are not evaluated by this server`
        : undefined,
      since,
    });
  }
}
