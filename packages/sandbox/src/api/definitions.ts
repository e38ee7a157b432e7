import { cause, refuseInvalid } from './ApiError';
import { Fields, KubeObject, read, write } from './KubeObject';
import { Registry } from './Registry';
import { Resource, ScalePaths } from './Resource';
import { Schema } from './Schema';
import { Admit, timestamp } from './Writer';
import { newResource } from './builtinResources';

export const DEFINITIONS = 'apiextensions.k8s.io/customresourcedefinitions';

interface Version {
  name: string;
  served: boolean;
  storage: boolean;
  deprecated?: boolean;
  /** Old definitions have none. */
  schema?: { openAPIV3Schema: Schema };
  subresources?: { status?: object; scale?: ScalePaths };
  selectableFields?: { jsonPath: string }[];
}

interface Spec extends Fields {
  group: string;
  scope: string;
  names: Pick<Resource, 'plural' | 'kind'> & Partial<Resource>;
  versions: Version[];
  conversion?: {
    strategy: string;
    webhook?: {
      clientConfig?: {
        service?: { name: string; namespace: string; path?: string };
      };
    };
  };
}

const OPEN: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

const FIXED = ['group', 'scope', 'names.plural', 'names.kind'];
const APPROVAL = 'api-approved.kubernetes.io';

/** Refuses a definition that contradicts itself, else completes it. */
export const admitDefinition: Admit = (object, before, { resource, name }) => {
  const { annotations = {} } = object.metadata;
  const { group, names, versions } = object.spec as Spec;
  const stored = versions.filter(({ storage }) => storage).map(v => v.name);
  const isOfProject = /(^|\.)(k8s|kubernetes)\.io$/.test(group);
  const isUnapproved = isOfProject && !annotations[APPROVAL];
  const moved = FIXED.map(field => `spec.${field}`).filter(
    field => before && read(before, field) !== read(object, field),
  );
  const rules: [broken: boolean, kind: string, field: string, why: string][] = [
    [
      name !== `${names.plural}.${group}`,
      'Invalid',
      'metadata.name',
      'must be spec.names.plural+"."+spec.group',
    ],
    [
      stored.length !== 1,
      'Invalid',
      'spec.versions',
      'must have exactly one storage version',
    ],
    [
      isUnapproved,
      'Required',
      `metadata.annotations[${APPROVAL}]`,
      'protected groups must have approval',
    ],
  ];
  refuseInvalid(resource, name, [
    ...rules.map(([broken, ...rest]) => broken && cause(...rest)),
    ...moved.map(field => cause('Forbidden', field, 'field is immutable')),
  ]);
  const { singular, listKind } = newResource({ group, version: '', ...names });
  const acceptedNames = { singular, listKind, ...names };
  const old = (read(before, 'status.storedVersions') ?? []) as string[];
  const storedVersions = [...new Set([...old, ...stored])];
  const lastTransitionTime = timestamp();
  const begun = read(resource.status, 'conditions') as object[];
  const conditions =
    read(before, 'status.conditions') ??
    begun.map(condition => ({ ...condition, lastTransitionTime }));
  const named = write(object, 'spec.names', acceptedNames);
  return { ...named, status: { acceptedNames, storedVersions, conditions } };
};

/** Serves the versions of a definition, in place of what it had before. */
export function serveDefinition(
  registry: Registry,
  object: KubeObject,
  revision: number,
): void {
  const { group, names, versions, scope, conversion } = object.spec as Spec;
  const known = registry.byStorageKey(`${group}/${names.plural}`);
  const since = known?.since ?? revision;
  registry.drop(object.metadata.name);
  for (const version of versions.filter(({ served }) => served)) {
    const { subresources = {}, selectableFields = [] } = version;
    const schema = version.schema?.openAPIV3Schema ?? OPEN;
    const hasRules = /"x-kubernetes-validations"/.test(JSON.stringify(schema));
    const unenforced = `the CEL rules of ${names.kind} are not evaluated here`;
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
        deprecated: version.deprecated,
        converter: version.storage ? undefined : converterOf(conversion),
        fields: selectableFields.map(({ jsonPath }) => jsonPath.slice(1)),
        counted: true,
        careful: true,
        unenforced: hasRules ? unenforced : undefined,
        since,
      }),
    );
  }
}

/** Where a real server would send objects to be converted. */
function converterOf(conversion: Spec['conversion']): string | undefined {
  const { service } = conversion?.webhook?.clientConfig ?? {};
  return conversion?.strategy === 'Webhook' && service
    ? `https://${service.name}.${service.namespace}.svc:443${
        service.path ?? ''
      }?timeout=30s`
    : undefined;
}
