import { secretName } from './driftValue';
import { tellsSecret } from './tellsSecret';

/** Fields of free values: what stands in them is named by the key before it. */
const freeMaps = new Set([
  'annotations',
  'binaryData',
  'data',
  'env',
  'parameters',
  'stringData',
  'values',
  'valuesObject',
]);

/** Lists of files that Kustomize makes Secrets of, and Secrets themselves. */
const secretFields = new Set([
  'secretGenerator',
  'stringData',
  'encryptedData',
]);

/** What `kubectl apply` keeps: the whole object, also of a Secret. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Keys that are secrets themselves, though others that end so name where one is. */
const isKeyItself =
  /(^|[^a-z])secret[-_.]?(access)?[-_.]?key$|(api|private)[-_.]?key$/i;

const HIDDEN = '(not shown)';

/**
 * A manifest as it may be shown to people: the same fields, without any value that may be a secret. Whole of a Secret only the keys
 * are left.
 *
 * @param options - `hidesConfig`: whether values of ConfigMaps are left out too
 * @public
 */
export function shownManifest(
  manifest: unknown,
  options: { hidesConfig?: boolean } = {},
): unknown {
  return shown(manifest, { options, isFree: false, isSecret: false });
}

interface Place {
  options: { hidesConfig?: boolean };
  /** Inside of a map whose keys people choose. */
  isFree: boolean;
  /** Everything below is a secret. */
  isSecret: boolean;
}

function shown(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) {
    return value.map(each => shown(each, place));
  }
  if (typeof value !== 'object' || value === null) {
    return place.isSecret || isTelling(value) ? HIDDEN : value;
  }
  const fields = Object.entries(value);
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  const isSecretKind = typeof kind === 'string' && /^Secret$/i.test(kind);
  const isConfig = kind === 'ConfigMap' && place.options.hidesConfig === true;
  const namesRemote = 'remoteRef' in value;
  const isNamedSecret =
    place.isFree && typeof name === 'string' && secretName.test(name);
  return Object.fromEntries(
    fields.map(([key, each]) => [
      key,
      shown(each, {
        ...place,
        isFree: place.isFree || freeMaps.has(key),
        isSecret:
          place.isSecret ||
          secretFields.has(key) ||
          (isSecretKind && (key === 'data' || key === 'stringData')) ||
          (isConfig && (key === 'data' || key === 'binaryData')) ||
          (isNamedSecret && key === 'value') ||
          key === lastApplied ||
          (place.isFree &&
            // Of ExternalSecrets it is the name of a key.
            (isSecretKey(key) || (isKeyItself.test(key) && !namesRemote))),
      }),
    ]),
  );
}

/** Keys that name where a secret is say nothing of it. */
function isSecretKey(key: string): boolean {
  return secretName.test(key) && !/(Name|Ref|Key|Path)$/.test(key);
}

function isTelling(value: unknown): boolean {
  return typeof value === 'string' && tellsSecret(value);
}
