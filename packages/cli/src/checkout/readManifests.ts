import {
  KubernetesObject,
  fieldsOf,
  textOf,
  YamlDocument,
  YamlOptions,
  commandLimits,
  readYamlDocuments,
} from '@groundwork/engine';
import { Manifest, Place } from './Manifest';

/** The documents of a file. What is no object of Kubernetes is among `others`. */
export interface FileContent {
  manifests: Manifest[];
  others: Array<{ value: unknown; place: Place }>;
}

const MAX_NESTING = 5;

/** A name that the API server would make of `generateName`. */
const GENERATED = 'xxxxx';

/**
 * Reads the objects of a file as kubectl, Kustomize and Argo CD do: several documents, and each item of a `List` or of
 * a list of one kind as an object of its own.
 *
 * @throws YamlError
 */
export function readManifests(
  path: string,
  text: string,
  repeatedKeys: YamlOptions['repeatedKeys'] = 'refuse',
): FileContent {
  const content: FileContent = { manifests: [], others: [] };
  const documents = readYamlDocuments(text, {
    dialect: 'kubernetes',
    limits: commandLimits,
    repeatedKeys,
  });
  for (const document of documents) {
    add(document.value, placeOf(path, document), content, 0);
  }
  return content;
}

function placeOf(path: string, document: YamlDocument): Place {
  return {
    path,
    line: document.line,
    lineOf: steps => document.lineOf(steps),
    value: document.value,
  };
}

function add(
  value: unknown,
  place: Place,
  content: FileContent,
  depth: number,
): void {
  const fields = fieldsOf(value);
  const kind = textOf(fields.kind);
  const apiVersion = textOf(fields.apiVersion);
  if (isList(kind, fields.items) && depth < MAX_NESTING) {
    const items: readonly unknown[] = Array.isArray(fields.items)
      ? fields.items
      : [];
    items.forEach((item, i) => {
      const steps = ['items', i];
      add(
        withKind(item, kind, apiVersion),
        {
          path: place.path,
          line: place.lineOf(steps),
          lineOf: rest => place.lineOf([...steps, ...rest]),
          value: item,
        },
        content,
        depth + 1,
      );
    });
    return;
  }
  const metadata = fieldsOf(fields.metadata);
  const generated = textOf(metadata.generateName);
  const name =
    textOf(metadata.name) ??
    (generated === undefined ? undefined : `${generated}${GENERATED}`);
  if (kind === undefined || apiVersion === undefined || name === undefined) {
    content.others.push({ value, place });
    return;
  }
  const object: KubernetesObject = {
    ...fields,
    apiVersion,
    kind,
    metadata: { ...metadata, name },
  };
  content.manifests.push({ object, place });
}

function isList(kind: string | undefined, items: unknown): kind is string {
  return (
    kind !== undefined &&
    kind.endsWith('List') &&
    (Array.isArray(items) || items === null)
  );
}

/** Items of a list of one kind need not repeat what they are. */
function withKind(
  item: unknown,
  list: string,
  apiVersion: string | undefined,
): unknown {
  const fields = fieldsOf(item);
  return list === 'List' || fields.kind !== undefined
    ? item
    : { apiVersion, kind: list.slice(0, -'List'.length), ...fields };
}
