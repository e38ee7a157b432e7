import { Fields, fieldsOf, listOf, textOf } from '../../snapshot/fields';
import { isClusterWide } from './clusterKinds';
import { FieldSpec, isSelected, visitField } from './fieldSpecs';
import {
  Resource,
  groupOfIdentity,
  identitiesOf,
  identityOf,
  remember,
} from './Resource';
import { Json, JsonObject, isObject, setKey } from './json';
import {
  annotationFields,
  labelFields,
  selectorFields,
  templateFields,
  claimFields,
} from './labelFields';
import { scalarText } from './selector';

/** Sets the namespace of all that has one, and of what refers to it. */
export function setNamespace(
  resources: readonly Resource[],
  namespace: string,
): void {
  for (const resource of resources) {
    remember(resource);
    const { object } = resource;
    const identity = identityOf(object);
    if (!isClusterWide(groupOfIdentity(identity), identity.kind)) {
      setKey(metadataOf(object), 'namespace', namespace);
    }
    if (identity.kind === 'Namespace' && identity.apiVersion === 'v1') {
      setKey(metadataOf(object), 'name', namespace);
    }
    if (/^(Cluster)?RoleBinding$/.test(identity.kind)) {
      for (const subject of Array.isArray(object.subjects)
        ? object.subjects
        : []) {
        if (isObject(subject) && subject.name === 'default') {
          subject.namespace = namespace;
        }
      }
    }
    const others: FieldSpec[] = [
      { kind: 'APIService', path: 'spec/service/namespace', create: true },
      {
        kind: 'CustomResourceDefinition',
        path: 'spec/conversion/webhook/clientConfig/service/namespace',
      },
    ];
    for (const spec of others.filter(item => isSelected(item, identity))) {
      visitField(object, spec, (holder, key) => setKey(holder, key, namespace));
    }
  }
}

/** Kinds whose names are made of what they are for. */
const FIXED_NAMES = /^(CustomResourceDefinition|APIService|Namespace)$/;

export function addToNames(
  resources: readonly Resource[],
  prefix: string,
  suffix: string,
): void {
  for (const resource of resources) {
    const [first] = identitiesOf(resource);
    if (FIXED_NAMES.test(first.kind)) {
      continue;
    }
    const metadata = metadataOf(resource.object);
    for (const [text, list] of [
      [prefix, resource.prefixes],
      [suffix, resource.suffixes],
    ] as const) {
      if (text !== '') {
        list.push(text);
        remember(resource);
      }
    }
    setKey(metadata, 'name', `${prefix}${scalarText(metadata.name)}${suffix}`);
  }
}

/** Adds `commonLabels` and `labels`. */
export function addLabels(
  resources: readonly Resource[],
  kustomization: Fields,
): void {
  for (const item of listOf(kustomization.labels)) {
    const fields: FieldSpec[] = [
      { path: 'metadata/labels', create: true },
      ...listOf(item.fields).map(fieldSpecOf),
      ...(item.includeSelectors === true
        ? [...labelFields, ...selectorFields]
        : [
            ...(item.includeTemplates === true ? templateFields : []),
            ...(item.includeVolumeClaimTemplates === true ? claimFields : []),
          ]),
    ];
    addPairs(resources, fieldsOf(item.pairs), fields);
  }
  addPairs(resources, fieldsOf(kustomization.commonLabels), [
    ...labelFields,
    ...selectorFields,
  ]);
}

export function addAnnotations(
  resources: readonly Resource[],
  annotations: Fields,
): void {
  addPairs(resources, annotations, annotationFields);
}

function addPairs(
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
): string[] {
  return items.flatMap(({ name, count }) => {
    const found = resources.filter(
      resource =>
        /^(Deployment|ReplicationController|ReplicaSet|StatefulSet)$/.test(
          String(resource.object.kind),
        ) && identitiesOf(resource).some(identity => identity.name === name),
    );
    for (const { object } of found) {
      visitField(
        object,
        { path: 'spec/replicas', create: true },
        (holder, key) => setKey(holder, key, Number(count)),
      );
    }
    return found.length === 0 ? [String(name)] : [];
  });
}

/** Changes images by their names, in all lists of containers, wherever they are. */
export function setImages(
  resources: readonly Resource[],
  images: readonly Fields[],
): void {
  for (const { object } of resources) {
    if (object.kind !== 'CustomResourceDefinition') {
      visitImages(object, image =>
        images.reduce((text, item) => changedImage(text, item), image),
      );
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

function fieldSpecOf(item: Fields): FieldSpec {
  const text = (field: string) => {
    const value = textOf(item[field]);
    return value === undefined ? {} : { [field]: value };
  };
  return {
    path: textOf(item.path) ?? '',
    create: item.create === true,
    ...text('group'),
    ...text('version'),
    ...text('kind'),
  };
}

function metadataOf(object: JsonObject): JsonObject {
  if (!isObject(object.metadata)) {
    object.metadata = {};
  }
  return object.metadata as JsonObject;
}
