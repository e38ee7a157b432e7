import { KubernetesObject, SecretPath, SecretPut } from '../../model';
import { Fields, at, textOf } from '../../model/fields';
import { providerOf } from './storesOf';
import { shellCommand } from './shellQuote';

const placeholder = '<value>';

/** What is missing: a path with all of its fields, or a field of a path that is there. */
interface Gap {
  path: string;
  properties: string[];
  isField: boolean;
}

type Put = (fields: Fields, gap: Gap) => SecretPut;

/** A page of a server; none of one that is no address of the web. */
function linkOf(server: string, page: string): { link?: string } {
  return /^https?:\/\/[^\s@]+$/i.test(server)
    ? { link: `${server.replace(/\/+$/, '')}/${page}` }
    : {};
}

const puts: Readonly<Record<string, Put>> = {
  vault(fields, { path, properties, isField }) {
    const server = textOf(fields.server) ?? '';
    const mount = textOf(fields.path) ?? 'secret';
    const isFirst = fields.version === 'v1';
    const inner = path.startsWith(`${mount}/`)
      ? path.slice(mount.length + 1)
      : path;
    const names = properties.length > 0 ? properties : ['value'];
    const verb = isField && !isFirst ? 'patch' : 'put';
    const namespace = textOf(fields.namespace);
    // Vault reads a file where a pair begins with @, and splits it at the first =.
    const isPlain = names.every(name => /^[^@=-][^=]*$/.test(name));
    const page = `ui/vault/secrets/${encodeURIComponent(mount)}/${
      isFirst ? '' : 'kv/'
    }list`;
    return {
      ...linkOf(server, page),
      ...(isPlain && {
        command: shellCommand(
          'vault',
          'kv',
          verb,
          `-address=${server}`,
          ...(namespace === undefined ? [] : [`-namespace=${namespace}`]),
          `-mount=${mount}`,
          inner,
          ...names.map(name => `${name}=${placeholder}`),
        ),
      }),
      ...(verb === 'put' &&
        isField && {
          note: 'Name the fields that are there too: this replaces them all.',
        }),
    };
  },
  aws(fields, { path, properties, isField }) {
    const region = textOf(fields.region) ?? '';
    if (!/^[a-z0-9-]+$/.test(region)) {
      return {};
    }
    const host = `https://${region}.console.aws.amazon.com`;
    const isPublic = !/^(cn|us-gov|us-iso)/.test(region);
    const value =
      properties.length > 0
        ? JSON.stringify(
            Object.fromEntries(properties.map(name => [name, placeholder])),
          )
        : placeholder;
    const keep = properties.length > 0 &&
      isField && {
        note: 'Name the fields that are there too: this replaces them all.',
      };
    if (fields.service === 'ParameterStore') {
      return {
        ...(isPublic &&
          linkOf(host, `systems-manager/parameters/?region=${region}`)),
        command: shellCommand(
          'aws',
          'ssm',
          'put-parameter',
          `--region=${region}`,
          `--name=${path}`,
          '--type=SecureString',
          ...(isField ? ['--overwrite'] : []),
          `--value=${value}`,
        ),
        ...keep,
      };
    }
    return {
      ...(isPublic &&
        linkOf(
          host,
          `secretsmanager/secret?name=${encodeURIComponent(
            path,
          )}&region=${region}`,
        )),
      command: shellCommand(
        'aws',
        'secretsmanager',
        ...(isField
          ? ['put-secret-value', `--region=${region}`, `--secret-id=${path}`]
          : ['create-secret', `--region=${region}`, `--name=${path}`]),
        `--secret-string=${value}`,
      ),
      ...(isField
        ? keep
        : {
            note: 'Where the secret is there and has no value, use put-secret-value.',
          }),
    };
  },
  gcpsm(fields, { path }) {
    const project = textOf(fields.projectID) ?? '';
    if (!/^[a-z0-9:.-]+$/.test(project)) {
      return {};
    }
    const name = /^[A-Za-z0-9_-]+$/.test(path) ? path : undefined;
    return {
      ...linkOf(
        'https://console.cloud.google.com',
        `security/secret-manager?project=${encodeURIComponent(project)}`,
      ),
      ...(name && {
        command: `printf %s '${placeholder}' | gcloud secrets versions add ${name} --project=${project} --data-file=-`,
        note: 'Where the secret itself is not there, create it first: gcloud secrets create.',
      }),
    };
  },
  azurekv(fields, { path }) {
    const [, vault] =
      /^https:\/\/([A-Za-z0-9-]+)\./.exec(textOf(fields.vaultUrl) ?? '') ?? [];
    const name = path.replace(/^secret\//, '');
    return vault !== undefined && /^[A-Za-z0-9-]+$/.test(name)
      ? {
          command: shellCommand(
            'az',
            'keyvault',
            'secret',
            'set',
            `--vault-name=${vault}`,
            `--name=${name}`,
            `--value=${placeholder}`,
          ),
        }
      : {};
  },
  bitwardensecretsmanager(fields, { path }) {
    const project = textOf(at(fields, 'projectID'));
    return project === undefined
      ? {}
      : {
          command: shellCommand(
            'bws',
            'secret',
            'create',
            path,
            placeholder,
            project,
          ),
        };
  },
};

/**
 * Where a missing value belongs and the command that puts it there, by the provider of the store; what is not known of it
 * is absent. The first path alone is told: the others fail after it. Nothing of a path is taken for an option, a file or a
 * second command.
 */
export function putOf(
  store: KubernetesObject | undefined,
  paths: readonly SecretPath[],
  missing: 'path' | 'property',
): SecretPut | undefined {
  const provider = providerOf(store);
  const [first] = paths;
  if (!provider || !first || !Object.hasOwn(puts, provider.name)) {
    return undefined;
  }
  const properties = paths
    .filter(({ path }) => path === first.path)
    .flatMap(({ property }) => property ?? []);
  const put = puts[provider.name](provider.fields, {
    path: first.path,
    properties: [...new Set(properties)],
    isField: missing === 'property',
  });
  const isSafe = !/^(-|@|[a-z]+:\/\/)/i.test(first.path);
  const { command, ...rest } = put;
  return isSafe && command !== undefined ? { ...rest, command } : rest;
}
