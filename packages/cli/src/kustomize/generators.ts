import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { Fields, fieldsOf, textOf, textsOf } from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { JsonObject, isObject, setKey } from './json';
import { Resource, newResource } from './Resource';
import { scalarText } from './selector';

/** A generator names something that is not there, or makes no sense. */
export class GeneratorError extends Error {
  readonly name = 'GeneratorError';
}

/** Reads a file by its path relative to the Kustomization. */
type ReadFile = (path: string) => Uint8Array | undefined;

/**
 * The ConfigMap or Secret of one entry of `configMapGenerator` or `secretGenerator`.
 *
 * @throws GeneratorError
 */
export function generate(
  kind: 'ConfigMap' | 'Secret',
  args: Fields,
  globals: Fields,
  read: ReadFile,
  place: Place,
): Resource {
  const own = fieldsOf(args.options);
  const option = (name: string) => own[name] ?? globals[name];
  const pairs = (name: string) => ({
    ...fieldsOf(globals[name]),
    ...fieldsOf(own[name]),
  });
  const texts = (name: string) =>
    Object.fromEntries(
      Object.entries(pairs(name)).map(([key, value]) => [
        key,
        scalarText(value),
      ]),
    );
  const name = textOf(args.name);
  if (name === undefined) {
    throw new GeneratorError(`a ${kind} of a generator has no name`);
  }
  const namespace = textOf(args.namespace);
  const [labels, annotations] = [texts('labels'), texts('annotations')];
  const contents = contentsOf(args, read);
  const resource = newResource(
    {
      apiVersion: 'v1',
      kind,
      metadata: {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        ...(Object.keys(labels).length === 0 ? {} : { labels }),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
      ...(kind === 'Secret' ? { type: textOf(args.type) ?? 'Opaque' } : {}),
      ...(option('immutable') === true ? { immutable: true } : {}),
    },
    place,
  );
  for (const [key, bytes] of contents) {
    addContent(resource.object, kind, key, bytes);
  }
  resource.hashed = option('disableNameSuffixHash') !== true;
  return resource;
}

function contentsOf(args: Fields, read: ReadFile): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  const put = (key: string, value: Uint8Array) => {
    if (contents.has(key)) {
      throw new GeneratorError(`the key ${key} is given twice`);
    }
    contents.set(key, value);
  };
  const load = (path: string) => {
    const bytes = read(path);
    if (!bytes) {
      throw new GeneratorError(`there is no file ${path}`);
    }
    return bytes;
  };
  const env = textOf(args.env);
  for (const path of [...textsOf(args.envs), ...(env ? [env] : [])]) {
    const lines = Buffer.from(load(path)).toString('utf8').split(/\r?\n/);
    for (const line of lines.map(text =>
      text.replace(/^\uFEFF/, '').trimStart(),
    )) {
      if (line !== '' && !line.startsWith('#')) {
        const at = line.indexOf('=');
        const key = at < 0 ? line : line.slice(0, at);
        put(key, Buffer.from(at < 0 ? '' : line.slice(at + 1)));
      }
    }
  }
  for (const entry of textsOf(args.files)) {
    const at = entry.indexOf('=');
    const path = entry.slice(at + 1);
    put(at < 0 ? posix.basename(path) : entry.slice(0, at), load(path));
  }
  for (const entry of Array.isArray(args.literals) ? args.literals : []) {
    const text = scalarText(entry);
    const at = text.indexOf('=');
    if (at <= 0) {
      throw new GeneratorError(`${text} is no key=value`);
    }
    put(text.slice(0, at), Buffer.from(unquoted(text.slice(at + 1))));
  }
  return contents;
}

function unquoted(text: string): string {
  const quote = text[0];
  return text.length > 1 &&
    (quote === '"' || quote === "'") &&
    text.endsWith(quote)
    ? text.slice(1, -1)
    : text;
}

function addContent(
  object: JsonObject,
  kind: string,
  key: string,
  bytes: Uint8Array,
): void {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(buffer);
  const isSecret = kind === 'Secret';
  const field = isSecret || isText ? 'data' : 'binaryData';
  const map = object[field];
  const target: JsonObject = isObject(map) ? map : {};
  setKey(target, key, isSecret || !isText ? buffer.toString('base64') : text);
  object[field] = target;
}

/** The end of a generated name, made of the content (`api/hasher`). */
export function contentHash(object: JsonObject): string {
  const { kind, data, binaryData, stringData, type } = object;
  // Kustomize looks for a field "metadata/name", which nothing has.
  const name = '';
  const sorted =
    kind === 'Secret'
      ? {
          data: data ?? '',
          kind,
          name,
          ...(isObject(stringData) ? { stringData } : {}),
          type: type ?? '',
        }
      : {
          ...(isObject(binaryData) ? { binaryData } : {}),
          data: data ?? '',
          kind,
          name,
        };
  const hex = createHash('sha256').update(goJson(sorted)).digest('hex');
  const letters: Record<string, string> = {
    0: 'g',
    1: 'h',
    3: 'k',
    a: 'm',
    e: 't',
  };
  return Array.from(hex.slice(0, 10), char => letters[char] ?? char).join('');
}

/** JSON as Go writes it: keys in order, and characters that matter to HTML escaped. */
function goJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, item) =>
    isObject(item)
      ? Object.fromEntries(
          Object.keys(item)
            .sort(byBytes)
            .map(key => [key, item[key]]),
        )
      : item,
  );
  return text.replace(
    /[<>&\u2028\u2029]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
