import { Fields, fieldsOf, listOf, textOf } from '@groundwork/engine';
import { FieldSpec, fieldSpecOf } from './fieldSpecs';
import {
  annotationFields,
  claimFields,
  labelFields,
  selectorFields,
  templateFields,
} from './labelFields';
import { NameReference, nameReferences } from './nameReferenceFields';
import { variableFields } from './variableFields';

const TABLES = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'volumeClaimTemplateLabels',
  'commonAnnotations',
  'images',
  'replicas',
  'varReference',
] as const;

/** Which fields Kustomize's transformers change, by the keys of a file under `configurations`. */
export type FieldTables = Readonly<
  Record<(typeof TABLES)[number], readonly FieldSpec[]> & {
    nameReference: readonly NameReference[];
  }
>;

/** Two tables name one field, and differ in whether it is made. */
export class FieldConflict extends Error {
  readonly name = 'FieldConflict';
}

/** No fields at all. */
export const noFields = Object.fromEntries([
  ...TABLES.map(name => [name, []]),
  ['nameReference', []],
]) as unknown as FieldTables;

/** What Kustomize changes without any configuration (`builtinpluginconsts`). */
export const defaultFields: FieldTables = {
  ...noFields,
  namePrefix: [{ path: 'metadata/name' }],
  nameSuffix: [{ path: 'metadata/name' }],
  namespace: [
    { path: 'metadata/name', kind: 'Namespace', create: true },
    {
      path: 'spec/service/namespace',
      group: 'apiregistration.k8s.io',
      kind: 'APIService',
      create: true,
    },
    {
      path: 'spec/conversion/webhook/clientConfig/service/namespace',
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    },
  ],
  commonLabels: [...labelFields, ...selectorFields],
  templateLabels: templateFields,
  volumeClaimTemplateLabels: claimFields,
  commonAnnotations: annotationFields,
  images: ['spec/volumes[]', 'spec/template/spec/volumes[]'].map(path => ({
    path: `${path}/image/reference`,
    create: true,
  })),
  replicas: [
    'Deployment',
    'ReplicationController',
    'ReplicaSet',
    'StatefulSet',
  ].map(kind => ({ path: 'spec/replicas', kind, create: true })),
  varReference: variableFields,
  nameReference: nameReferences,
};

/** The tables of one file under `configurations`. */
export function readFieldTables(value: Fields): FieldTables {
  return {
    ...(Object.fromEntries(
      TABLES.map(name => [name, listOf(value[name]).map(fieldSpecOf)]),
    ) as unknown as FieldTables),
    nameReference: listOf(value.nameReference).map(item => ({
      target: {
        kind: textOf(item.kind) ?? '',
        ...optional('group', item),
        ...optional('version', item),
      },
      fields: listOf(item.fieldSpecs).map(fieldSpecOf),
    })),
  };
}

function optional(field: string, item: Fields): Fields {
  const text = textOf(item[field]);
  return text === undefined ? {} : { [field]: text };
}

/**
 * Tables with those of another added.
 *
 * @throws FieldConflict
 */
export function mergeFieldTables(
  tables: FieldTables,
  more: FieldTables,
): FieldTables {
  const references = [...tables.nameReference];
  for (const { target, fields } of more.nameReference) {
    const there = references.findIndex(
      item =>
        item.target.kind === target.kind &&
        item.target.group === target.group &&
        item.target.version === target.version,
    );
    if (there < 0) {
      references.push({ target, fields });
    } else {
      references[there] = {
        target,
        fields: mergeFields(references[there].fields, fields),
      };
    }
  }
  return {
    ...(Object.fromEntries(
      TABLES.map(name => [name, mergeFields(tables[name], more[name])]),
    ) as unknown as FieldTables),
    nameReference: references,
  };
}

/**
 * Fields with others added that they do not cover.
 *
 * @throws FieldConflict
 */
export function mergeFields(
  fields: readonly FieldSpec[],
  more: readonly FieldSpec[],
): readonly FieldSpec[] {
  if (fields.length === 0 || more.length === 0) {
    return fields.length === 0 ? more : fields;
  }
  const merged = [...fields];
  for (const item of more) {
    const there = merged.find(
      old =>
        old.path === item.path &&
        (item.kind ?? old.kind) === old.kind &&
        (item.group ?? old.group) === old.group &&
        (item.version ?? old.version) === old.version,
    );
    if (!there) {
      merged.push(item);
    } else if ((there.create ?? false) !== (item.create ?? false)) {
      throw new FieldConflict(
        `${item.path} is made by one table of fields and not by another`,
      );
    }
  }
  return merged;
}

/** The fields of a transformer's own file. */
export function fieldsIn(config: Fields): readonly FieldSpec[] {
  const list = config.fieldSpecs ?? config.FieldSpecs;
  return listOf(list).map(item => fieldSpecOf(fieldsOf(item)));
}
