import type { KubernetesObject } from '../../model';
import { Fields, fieldsOf } from '../../model/fields';
import { finish, Steps } from '../../steps';
import {
  isCredentialField,
  isNamedCredential,
  isNamedNumber,
} from './credentialName';
import { inArguments } from './inArguments';
import { insideText } from './insideText';

const deepest = 40;
/** Values that are looked at in one step. */
const slice = 500;
const longestName = 80;

/** Fields below which people name what they like: those of charts, and of ConfigMaps all that they have. */
const free = new Set(['parameters', 'values', 'valuesInline', 'valuesObject']);
const freeOfConfigMaps = new Set(['data', 'binaryData']);

/** Where lists are words of a program. */
const words = new Set(['args', 'command']);

/**
 * The fields of an object that hold a credential as it is, by their paths: variables, keys and arguments whose name says so and whose value
 * could be one, and texts anywhere that can be told for one or that hold one. Never the values.
 */
export function literalCredentials(object: KubernetesObject): string[] {
  return finish(literalCredentialsInSteps(object));
}

/** As {@link literalCredentials}, in steps of a piece of text or some hundred values each. */
export function* literalCredentialsInSteps(
  object: KubernetesObject,
): Steps<string[]> {
  const found = new Set<string>();
  let count = 0;
  const isConfigMap = object.kind === 'ConfigMap';
  const { metadata, status: _status, ...rest } = object;
  const { annotations, labels } = metadata;
  yield* walk({ metadata: { annotations, labels }, ...rest }, '', '', false, 0);
  return [...found].sort();

  function* walk(
    value: unknown,
    name: string,
    path: string,
    isFree: boolean,
    depth: number,
  ): Steps<void> {
    count += 1;
    if (count % slice === 0) {
      yield;
    }
    if (typeof value === 'string') {
      const isTold = isFree
        ? yield* insideText(name, value)
        : isCredentialField(name, value) || (yield* insideText('', value));
      if (isTold) {
        found.add(path);
      }
      return;
    }
    if (typeof value === 'number') {
      if (isFree && isNamedNumber(name, value)) {
        found.add(path);
      }
      return;
    }
    if (typeof value !== 'object' || value === null) {
      return;
    }
    if (depth > deepest) {
      found.add(path);
      return;
    }
    if (Array.isArray(value)) {
      yield* inList(value, name, path, isFree, depth);
      return;
    }
    for (const [key, each] of Object.entries(value as Fields)) {
      yield* walk(
        each,
        key,
        isFree
          ? `${path}[${shown(key)}]`
          : `${path}.${shown(key)}`.replace(/^\./, ''),
        isFree ||
          free.has(key) ||
          (isConfigMap && depth === 0 && freeOfConfigMaps.has(key)),
        depth + 1,
      );
    }
  }

  function* inList(
    list: readonly unknown[],
    name: string,
    path: string,
    isFree: boolean,
    depth: number,
  ): Steps<void> {
    if (words.has(name) && inArguments(list)) {
      found.add(path);
      return;
    }
    for (const [index, each] of list.entries()) {
      const named = fieldsOf(each).name;
      const own =
        typeof named === 'string'
          ? `${path}[name=${shown(named)}]`
          : `${path}[${index}]`;
      // Variables, headers and parameters of charts: a name beside a value.
      const { value } = fieldsOf(each);
      if (
        typeof named === 'string' &&
        typeof value === 'string' &&
        (isNamedCredential(named, value) || (yield* insideText('', value)))
      ) {
        found.add(own);
      } else {
        yield* walk(each, '', own, isFree, depth + 1);
      }
    }
  }
}

/** Names are other people's texts too: bounded, and without what nobody sees. */
function shown(name: string): string {
  const clear = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '');
  return clear.length > longestName ? `${clear.slice(0, longestName)}…` : clear;
}
