import { Fields, fieldsOf, listOf, textOf } from '@groundwork/engine';
import { isClusterWide } from './clusterKinds';
import { FieldTables, mergeFields } from './fieldTables';
import { FieldSpec, fieldSpecOf, isSelected, visitField } from './fieldSpecs';
import {
  Resource,
  groupOfIdentity,
  identitiesOf,
  identityOf,
  remember,
} from './Resource';
import { Json, JsonObject, isObject, setKey } from './json';
import { scalarText } from './selector';

/** How a namespace is set. */
interface NamespaceOptions {
  /** Leave alone what has one. */
  unsetOnly?: boolean;
  /** Which subjects of role bindings get it; by default those that are called `default`. */
  subjects?: string;
}

/** Sets the namespace of all that has one, and of what refers to it. */
export function setNamespace(
  resources: readonly Resource[],
  namespace: string,
  fields: readonly FieldSpec[],
  { unsetOnly = false, subjects = 'defaultOnly' }: NamespaceOptions = {},
): void {
  const put = (holder: JsonObject, key: string) => {
    if (!unsetOnly || (holder[key] ?? '') === '') {
      setKey(holder, key, namespace);
    }
  };
  for (const resource of resources) {
    remember(resource);
    const { object } = resource;
    const identity = identityOf(object);
    if (!isClusterWide(groupOfIdentity(identity), identity.kind)) {
      put(metadataOf(object), 'namespace');
    }
    const isBinding = /^(Cluster)?RoleBinding$/.test(identity.kind);
    if (isBinding && Array.isArray(object.subjects)) {
      for (const subject of object.subjects) {
        if (isObject(subject) && isSubject(subject, subjects)) {
          put(subject, 'namespace');
        }
      }
    }
    const further = fields.filter(
      ({ path }) =>
        path !== 'metadata/namespace' &&
        (path !== 'metadata/name' || identity.apiVersion === 'v1') &&
        !(isBinding && path === 'subjects/namespace'),
    );
    for (const spec of further.filter(item => isSelected(item, identity))) {
      visitField(object, spec, put);
    }
  }
}

function isSubject({ kind, name }: JsonObject, which: string): boolean {
  switch (which) {
    case 'allServiceAccounts':
      return kind === 'ServiceAccount';
    case 'none':
      return false;
    default:
      return name === 'default';
  }
}

/** Kinds whose names are made of what they are for. */
const FIXED_NAMES = /^(CustomResourceDefinition|APIService|Namespace)$/;

/** Puts a text before names, and another one after them. */
export function addToNames(
  resources: readonly Resource[],
  prefix: string,
  suffix: string,
  fields: readonly FieldSpec[],
): void {
  for (const resource of resources) {
    const [first] = identitiesOf(resource);
    if (FIXED_NAMES.test(first.kind)) {
      continue;
    }
    for (const spec of fields.filter(item => isSelected(item, first))) {
      if (spec.path === 'metadata/name') {
        rememberName(resource, prefix, suffix);
      }
      visitField(resource.object, spec, (holder, key) => {
        if (typeof holder[key] !== 'object' || holder[key] === null) {
          setKey(holder, key, `${prefix}${scalarText(holder[key])}${suffix}`);
        }
      });
    }
  }
}

function rememberName(
  resource: Resource,
  prefix: string,
  suffix: string,
): void {
  for (const [text, list] of [
    [prefix, resource.prefixes],
    [suffix, resource.suffixes],
  ] as const) {
    if (text !== '') {
      list.push(text);
      remember(resource);
    }
  }
}

/** Adds `commonLabels` and `labels`. */
export function addLabels(
  resources: readonly Resource[],
  kustomization: Fields,
  tables: FieldTables,
): void {
  for (const item of listOf(kustomization.labels)) {
    const own = mergeFields(
      listOf(item.fields).map(fieldSpecOf),
      tables.labels,
    );
    const more =
      item.includeSelectors === true
        ? tables.commonLabels
        : [
            ...(item.includeTemplates === true ? tables.templateLabels : []),
            ...(item.includeVolumeClaimTemplates === true
              ? tables.volumeClaimTemplateLabels
              : []),
            { path: 'metadata/labels', create: true },
          ];
    addPairs(resources, fieldsOf(item.pairs), mergeFields(own, more));
  }
  addPairs(
    resources,
    fieldsOf(kustomization.commonLabels),
    tables.commonLabels,
  );
}

/** Adds labels or annotations to the fields that hold some. */
export function addPairs(
  resources: readonly Resource[],
  pairs: Fields,
  fields: readonly FieldSpec[],
): void {
  if (Object.keys(pairs).length === 0) {
    return;
  }
  for (const { object } of resources) {
    const identity = identityOf(object);
    for (const spec of fields.filter(item => isSelected(item, identity))) {
      visitField(object, spec, (holder, key) => {
        const map = holder[key];
        const target: JsonObject = isObject(map) ? map : {};
        Object.entries(pairs).forEach(([name, value]) =>
          setKey(target, name, scalarText(value)),
        );
        setKey(holder, key, target);
      });
    }
  }
}

/** Sets the replicas of what has a name; answers the names that nothing has. */
export function setReplicas(
  resources: readonly Resource[],
  items: readonly Fields[],
  fields: readonly FieldSpec[],
): string[] {
  return items.flatMap(({ name, count }) => {
    const found = fields.flatMap(spec =>
      resources
        .filter(resource =>
          identitiesOf(resource).some(
            identity => identity.name === name && isSelected(spec, identity),
          ),
        )
        .map(resource => ({ resource, spec })),
    );
    for (const { resource, spec } of found) {
      visitField(resource.object, spec, (holder, key) =>
        setKey(holder, key, Number(count)),
      );
    }
    return found.length === 0 ? [String(name)] : [];
  });
}

/** Changes images by their names, in all lists of containers, wherever they are, and in further fields. */
export function setImages(
  resources: readonly Resource[],
  images: readonly Fields[],
  fields: readonly FieldSpec[],
): void {
  const change = (image: string) =>
    images.reduce((text, item) => changedImage(text, item), image);
  for (const { object } of resources) {
    if (object.kind === 'CustomResourceDefinition') {
      continue;
    }
    visitImages(object, change);
    const identity = identityOf(object);
    for (const spec of fields.filter(item => isSelected(item, identity))) {
      visitField(object, { ...spec, create: false }, (holder, key) => {
        const image = holder[key];
        if (typeof image === 'string') {
          setKey(holder, key, change(image));
        }
      });
    }
  }
}

function visitImages(
  value: Json | undefined,
  change: (image: string) => string,
): void {
  if (Array.isArray(value)) {
    value.forEach(item => visitImages(item, change));
    return;
  }
  if (!isObject(value)) {
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (/^(containers|initContainers)$/.test(key) && Array.isArray(child)) {
      for (const container of child) {
        if (isObject(container) && typeof container.image === 'string') {
          container.image = change(container.image);
        }
      }
    }
    visitImages(child, change);
  }
}

function changedImage(image: string, item: Fields): string {
  const name = textOf(item.name) ?? '';
  if (!image.startsWith(name)) {
    return image;
  }
  const rest =
    /^(?::([a-zA-Z0-9_.{}-]*))?(?:@(sha256:[a-zA-Z0-9_.{}-]*))?$/.exec(
      image.slice(name.length),
    );
  if (!rest) {
    return image;
  }
  let [, tag, digest] = rest as Array<string | undefined>;
  const newTag =
    item.newTag === undefined ? undefined : scalarText(item.newTag);
  if (newTag !== undefined && newTag !== '') {
    [tag, digest] = [newTag, undefined];
  }
  if (textOf(item.digest) !== undefined) {
    [tag, digest] = [newTag || undefined, textOf(item.digest)];
  }
  const suffix = textOf(item.tagSuffix);
  if (suffix !== undefined && tag !== undefined) {
    tag += suffix;
  }
  return `${textOf(item.newName) ?? name}${tag ? `:${tag}` : ''}${
    digest ? `@${digest}` : ''
  }`;
}

function metadataOf(object: JsonObject): JsonObject {
  if (!isObject(object.metadata)) {
    object.metadata = {};
  }
  return object.metadata as JsonObject;
}
