import { freeMaps, isSecretKey, secretName } from './secretKey';
import { tellsSecret } from './tellsSecret';

/** Lists of files that Kustomize makes Secrets of, and Secrets themselves. */
const secretFields = new Set([
  'secretGenerator',
  'stringData',
  'encryptedData',
]);

/** What `kubectl apply` keeps: the whole object, also of a Secret. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

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
  return shown(manifest, {
    options,
    isFree: !isTyped(manifest),
    isSecret: false,
  });
}

/** Whether its kind says what its fields are: values of charts, settings and kubeconfigs hold what people choose. */
function isTyped(manifest: unknown): boolean {
  const { apiVersion, kind } = Object(manifest) as Record<string, unknown>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    !(apiVersion === 'v1' && kind === 'Config')
  );
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
          ((place.isFree || typeof each === 'string') &&
            // Of ExternalSecrets a `secretKey` is the name of a key.
            !(namesRemote && key === 'secretKey') &&
            isSecretKey(key)),
      }),
    ]),
  );
}

function isTelling(value: unknown): boolean {
  return typeof value === 'string' && tellsSecret(value);
}
