import { KubernetesObject } from '../model';
import { at, Fields, fieldsOf, listOf } from '../model/fields';
import { secretName } from '../status/drift/secretKey';
import { podSpecs } from './canonical';

/** Values that say where something is, or whether it is used: what their names promise is elsewhere. */
const harmless =
  /^(true|false|yes|no|on|off|none|null|enabled|disabled|\d{1,6}|\d{1,6}(ms|s|m|h|d)|\$\(.*\)|\$\{.*\}|\/[\w./-]*|\.{1,2}\/[\w./-]*|)$/i;

/** Names that end so tell of a secret, and are none. */
const about =
  /(name|ref|path|file|dir|url|uri|endpoint|host|port|type|kind|length|size|ttl|timeout|expiry|expires|expiration|duration|seconds|interval|enabled|algorithm|issuer|audience|header|prefix|field|mode|namespace|store|provider|id)$/i;

/** Private keys, and tokens of services that can be told by their beginning. */
const known =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(ghp|gho|ghs|ghu|glpat|xox[abprs]|sk_live|rk_live|AKIA|ASIA|hvs|npm|dckr_pat|pypi)[_.-]?[A-Za-z0-9_-]{12,}|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./;

const deepest = 40;

/**
 * The fields of an object that hold a credential as it is, by their paths: variables and keys whose name says so and whose value could
 * be one, and values anywhere that can be told for one. Never the values.
 */
export function literalCredentials(object: KubernetesObject): string[] {
  const found = new Set<string>();
  for (const pod of podSpecs(object)) {
    for (const list of ['containers', 'initContainers']) {
      for (const container of listOf(pod[list])) {
        for (const { name, value } of listOf(container.env)) {
          if (isCredential(String(name), value)) {
            found.add(
              `${list}[name=${String(container.name)}].env[name=${String(
                name,
              )}]`,
            );
          }
        }
      }
    }
  }
  if (object.kind === 'ConfigMap') {
    for (const [key, value] of Object.entries(fieldsOf(object.data))) {
      if (isCredential(key, value)) {
        found.add(`data[${key}]`);
      }
    }
  }
  for (const place of chartValues(object)) {
    named(place.value, place.path, found, 0);
  }
  const { data, ...rest } = object;
  told(object.kind === 'ConfigMap' ? rest : { ...rest, data }, '', found, 0);
  return [...found].sort();
}

function isCredential(name: string, value: unknown): boolean {
  return (
    typeof value === 'string' &&
    ((secretName.test(name) &&
      !about.test(name) &&
      !harmless.test(value.trim())) ||
      isTold(value))
  );
}

function isTold(text: string): boolean {
  return known.test(text) || /:\/\/[^/\s@:{$]+:[^/\s@{$]+@/.test(text);
}

/** What charts get, where people put what they like. */
function chartValues({ spec }: KubernetesObject) {
  const sources = [
    fieldsOf(at(spec, 'source')),
    ...listOf(at(spec, 'sources')),
  ];
  return sources.flatMap(source => [
    { path: 'helm.valuesObject', value: at(source, 'helm', 'valuesObject') },
    {
      path: 'helm.parameters',
      value: Object.fromEntries(
        listOf(at(source, 'helm', 'parameters')).map(({ name, value }) => [
          String(name),
          value,
        ]),
      ),
    },
  ]);
}

function named(
  value: unknown,
  path: string,
  found: Set<string>,
  depth: number,
): void {
  if (depth > deepest || typeof value !== 'object' || value === null) {
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    if (isCredential(key, each)) {
      found.add(`${path}.${key}`);
    }
    named(each, `${path}.${key}`, found, depth + 1);
  }
}

/** Values that can be told for credentials wherever they stand. */
function told(
  value: unknown,
  path: string,
  found: Set<string>,
  depth: number,
): void {
  if (typeof value === 'string') {
    if (isTold(value)) {
      found.add(path.replace(/^\./, ''));
    }
    return;
  }
  if (depth > deepest || typeof value !== 'object' || value === null) {
    return;
  }
  const items: ReadonlyArray<readonly [string, unknown]> = Array.isArray(value)
    ? value.map((each, index) => [`[${index}]`, each] as const)
    : Object.entries(value as Fields).map(
        ([key, each]) => [`.${key}`, each] as const,
      );
  for (const [key, each] of items) {
    told(each, `${path}${key}`, found, depth + 1);
  }
}
