import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isRecord, sameValue } from '../edit/mergeValues';
import { kustomizationContent } from '../manifests/kustomizationFile';
import { readYaml, sharedLimits, YamlError } from '../yaml';

/**
 * Merges a kustomization by its resources; all else in it stays.
 *
 * @throws YamlError if it can't be read, or can't be edited without changing something else
 */
export function mergeKustomization(
  present: string | undefined,
  before: string | undefined,
  next: string | undefined,
): string {
  const was = readResources(before);
  const is = readResources(next);
  const canonical = present === undefined ? [] : canonicalResources(present);
  if (canonical) {
    return kustomizationContent(without(canonical, was, is).concat(is));
  }
  return edited(present ?? '', was, is);
}

/**
 * The resources of a kustomization that holds nothing but what is rendered, undefined of any other.
 * Written again they have to give the same bytes, so it needs no reader.
 */
export function canonicalResources(text: string): string[] | undefined {
  const resources = text
    .split('\n')
    .filter(line => line.startsWith('  - '))
    .map(line => line.slice('  - '.length));
  return text === kustomizationContent(resources) ? resources : undefined;
}

/**
 * The resources a kustomization names; none for what is no kustomization.
 */
export function resourcesOf(text: string | undefined): string[] {
  const [document] =
    text === undefined ? [] : readYaml(text, { limits: sharedLimits });
  const resources = isRecord(document) ? document.resources : undefined;
  return Array.isArray(resources) ? resources.filter(isText) : [];
}

/** As {@link resourcesOf}, without a reader where none is needed. */
function readResources(text: string | undefined): string[] {
  return text === undefined
    ? []
    : canonicalResources(text) ?? resourcesOf(text);
}

/** What is there less what was rendered and is not any more. */
function without<T>(
  there: readonly T[],
  was: readonly string[],
  is: readonly string[],
): T[] {
  const stays = new Set(is);
  const gone = new Set<unknown>(was.filter(each => !stays.has(each)));
  return there.filter(each => !gone.has(each));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A file that people wrote in, with its resources changed. */
function edited(
  present: string,
  was: readonly string[],
  is: readonly string[],
): string {
  const [there, ...others] = readYaml(present, { limits: sharedLimits });
  if (there === undefined) {
    const head = present === '' || present.endsWith('\n') ? '' : '\n';
    return `${present}${head}${kustomizationContent(is)}`;
  }
  if (!isRecord(there) || others.length > 0) {
    throw new YamlError(
      isRecord(there)
        ? 'It holds more than one document, and Kustomize reads only one.'
        : 'It is no map of keys, and so no kustomization.',
    );
  }
  const listed = there.resources ?? [];
  if (!Array.isArray(listed)) {
    throw new YamlError('Its "resources" are no list.');
  }
  const stays = without(listed, was, is);
  const names = new Set(stays);
  const more = [...new Set(is)].filter(each => !names.has(each)).sort();
  const resources = [...stays, ...more];
  if (sameValue(resources, listed)) {
    return present;
  }
  const text = written(present, listed, resources);
  // Anchors may carry a change further than it should go.
  const after = readYaml(text, { limits: sharedLimits });
  if (!sameValue(after, [{ ...there, resources }])) {
    throw new YamlError(
      'Its "resources" cannot be changed without changing something else in it. Write them as a list of its own, without anchors.',
    );
  }
  return text;
}

function written(
  present: string,
  listed: readonly unknown[],
  resources: readonly unknown[],
): string {
  // Keys were compared when it was read, in less time.
  const [document] = parseAllDocuments(present, { uniqueKeys: false });
  const map = document?.contents;
  if (!document || document.errors.length > 0 || !isMap(map)) {
    throw new YamlError('It begins with a document that is none.');
  }
  setResources(document, map, listed, resources);
  return (
    document
      .toString({
        lineWidth: 0,
        flowCollectionPadding: /[[{] /.test(present),
      })
      .replaceAll('\n', present.includes('\r\n') ? '\r\n' : '\n') +
    // Documents behind it are empty.
    present.slice(document.range[2])
  );
}

function setResources(
  document: Document.Parsed,
  map: YAMLMap,
  listed: readonly unknown[],
  resources: readonly unknown[],
): void {
  const present = map.get('resources', true);
  const sequence = isSeq(present) ? present : new YAMLSeq();
  if (!isSeq(present)) {
    sequence.items = listed.map(item => document.createNode(item));
    if (isScalar(present)) {
      const { comment, commentBefore } = present;
      sequence.commentBefore =
        [commentBefore, comment].filter(Boolean).join('\n') || undefined;
    }
    map.set('resources', sequence);
  }
  const stay = new Set(resources);
  const there = new Set(listed);
  const gone = sequence.items.filter((_, at) => !stay.has(listed[at]));
  withoutAnchors(document, new Set(gone));
  const wasEmpty = sequence.items.length === 0;
  sequence.items = sequence.items
    .filter((_, at) => stay.has(listed[at]))
    .concat(
      resources
        .filter(resource => !there.has(resource))
        .map(resource => document.createNode(resource)),
    );
  sequence.flow =
    sequence.items.length === 0 || (sequence.flow === true && !wasEmpty);
}

/** Writes what anchors of nodes stand for where they are used, so that the nodes can go. */
function withoutAnchors(
  document: Document.Parsed,
  gone: ReadonlySet<unknown>,
): void {
  const anchored = new Map<string, unknown>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchored.get(node.source);
        return isScalar(target) && gone.has(target)
          ? document.createNode(target.value)
          : undefined;
      }
      if (isNode(node) && 'anchor' in node && node.anchor) {
        anchored.set(node.anchor, node);
      }
      return undefined;
    },
  });
}
