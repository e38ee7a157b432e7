import { expandTemplate, placeholdersOf } from '../../names';
import { at, Fields, fieldsOf, listOf, textOf } from '../../model/fields';
import type { StoreConfig } from '../../platform';
import { storePrefix } from '../../platform/storePath';
import { given, Reader, Reading } from './Reading';

/** An ExternalSecret, as a Secret request. */
export const secretReader: Reader = {
  request: 'Secret',
  kinds: [{ group: 'external-secrets.io', kind: 'ExternalSecret' }],
  overridable: { fields: ['store', 'data', 'extract', 'refresh'] },
  read(object, reading) {
    const spec = fieldsOf(object.spec);
    const ref = fieldsOf(spec.secretStoreRef);
    const scope = ref.kind === 'ClusterSecretStore' ? 'cluster' : 'namespaced';
    const store = reading.environment.secretStores.find(
      each => each.name === ref.name && each.scope === scope,
    );
    if (
      !store ||
      listOf(spec.dataFrom).some(each => each.extract === undefined)
    ) {
      return undefined;
    }
    const remote = (value: unknown) => {
      const item = fieldsOf(value);
      return given({
        key: keyOf(String(item.key), store, reading),
        property: item.property,
        version: item.version,
        decoding: item.decodingStrategy ?? 'None',
      });
    };
    const target = fieldsOf(spec.target);
    const template = target.template;
    return given({
      store: store.name,
      data: listOf(spec.data).map(item => ({
        secretKey: item.secretKey,
        ...remote(item.remoteRef),
      })),
      extract: listOf(spec.dataFrom).map(item => remote(item.extract)),
      template: templateOf(fieldsOf(template)),
      refresh: given({
        policy: spec.refreshPolicy ?? 'Periodic',
        interval: shortTime(textOf(spec.refreshInterval)),
      }),
      target: given({
        name: target.name === object.metadata.name ? undefined : target.name,
        creation: target.creationPolicy,
        deletion: target.deletionPolicy,
        immutable: target.immutable === true,
      }),
      restartOnRotation:
        at(
          template,
          'metadata',
          'annotations',
          'reloader.stakater.com/match',
        ) === 'true',
    });
  },
};

/** Without the zeros that Go writes: `1h0m0s` is `1h`. */
function shortTime(text: string | undefined): string | undefined {
  return text?.replace(/(?<=[hm])0[ms](0s)?$/, '');
}

/** A path with the store's placeholders where it begins with its prefix, so that environments share it. */
function keyOf(
  key: string,
  store: StoreConfig,
  { tenant, environment, namespace, platform }: Reading,
): string {
  const values = { tenant, environment: environment.name };
  const bounds = storePrefix(
    store,
    { tenant, namespace, environment },
    platform,
  );
  const known = placeholdersOf(store.prefix).every(name =>
    Object.hasOwn(values, name),
  );
  if ('problem' in bounds || !known || !key.startsWith(bounds.prefix)) {
    return key;
  }
  const prefix = [store.prefix, `${store.prefix}/`].find(
    each => expandTemplate(each, values) === bounds.prefix,
  );
  const rest = key
    .slice(bounds.prefix.length)
    .split('/')
    .map(part => (part === environment.name ? '${{ environment }}' : part));
  return prefix === undefined ? key : `${prefix}${rest.join('/')}`;
}

function templateOf(template: Fields): Fields | undefined {
  const data = fieldsOf(template.data);
  const key = (name: string) => keyIn(textOf(data[name]));
  switch (template.type) {
    case 'kubernetes.io/tls':
      return given({
        type: 'TLS',
        certificate: key('tls.crt'),
        privateKey: key('tls.key'),
        ca: key('ca.crt'),
      });
    case 'kubernetes.io/basic-auth':
      return given({
        type: 'basic-auth',
        username: key('username'),
        password: key('password'),
      });
    case 'kubernetes.io/dockerconfigjson':
      return dockerConfig(textOf(data['.dockerconfigjson']) ?? '');
    default:
      return template.data === undefined
        ? undefined
        : {
            type: 'Opaque',
            data,
            keepFetched: template.mergePolicy === 'Merge',
          };
  }
}

const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const single = new RegExp(`^\\{\\{ index \\. (${quoted}) \\}\\}$`);
const docker = new RegExp(
  `^\\{"auths":\\{(${quoted}):\\{"username":\\{\\{ index \\. (${quoted}) \\| toJson \\}\\},"password":\\{\\{ index \\. (${quoted}) \\| toJson \\}\\}`,
);

function keyIn(text: string | undefined): string | undefined {
  const [, key] = single.exec(text ?? '') ?? [];
  return key === undefined ? undefined : unquoted(key);
}

function dockerConfig(text: string): Fields {
  const [, registry, username, password] = docker.exec(text) ?? [];
  return given({
    type: 'dockerconfigjson',
    registry: unquoted(registry),
    username: unquoted(username),
    password: unquoted(password),
  });
}

function unquoted(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : String(JSON.parse(text));
  } catch {
    return undefined;
  }
}
