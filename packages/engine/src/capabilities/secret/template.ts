import { z } from 'zod';
import { secretKey } from '../../request/fields';

const from = secretKey.describe('One of the keys that were fetched');

/**
 * What shape the Secret gets. Without a template it is Opaque and holds the fetched keys as they are.
 *
 * @public
 */
export const secretTemplateSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Opaque'),
    data: z
      .record(secretKey, z.string().max(65536))
      .describe(
        'Keys of the Secret, as Go templates over the fetched keys: postgres://{{ .user }}@db',
      ),
    keepFetched: z
      .boolean()
      .default(false)
      .describe('Whether the fetched keys are kept beside them'),
  }),
  z.strictObject({
    type: z.literal('TLS'),
    certificate: from,
    privateKey: from,
    ca: from.optional(),
  }),
  z.strictObject({
    type: z.literal('dockerconfigjson'),
    registry: z
      .string()
      .max(253)
      .regex(
        /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?(\/[A-Za-z0-9._/-]*)?$/,
        'must be a host such as registry.example.com, without https://',
      ),
    username: from,
    password: from,
  }),
  z.strictObject({
    type: z.literal('basic-auth'),
    username: from,
    password: from,
  }),
]);

/**
 * The shape of a Secret after parsing.
 *
 * @public
 */
export type SecretTemplate = z.output<typeof secretTemplateSchema>;

/**
 * The `target.template` of an ExternalSecret, and the fetched keys it reads.
 */
export function templateObject(template: SecretTemplate): {
  type: string;
  data: Record<string, string>;
  mergePolicy?: 'Merge';
  reads: string[];
} {
  switch (template.type) {
    case 'TLS': {
      const { certificate, privateKey, ca } = template;
      return {
        type: 'kubernetes.io/tls',
        data: {
          'tls.crt': value(certificate),
          'tls.key': value(privateKey),
          ...(ca === undefined ? {} : { 'ca.crt': value(ca) }),
        },
        reads: [certificate, privateKey, ...(ca === undefined ? [] : [ca])],
      };
    }
    case 'dockerconfigjson':
      return {
        type: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': dockerConfig(template) },
        reads: [template.username, template.password],
      };
    case 'basic-auth':
      return {
        type: 'kubernetes.io/basic-auth',
        data: {
          username: value(template.username),
          password: value(template.password),
        },
        reads: [template.username, template.password],
      };
    case 'Opaque':
    default:
      return {
        type: 'Opaque',
        data: template.data,
        ...(template.keepFetched ? { mergePolicy: 'Merge' as const } : {}),
        reads: [],
      };
  }
}

/** By `index`, since a key such as tls.crt is no name in a Go template. */
function get(key: string): string {
  return `index . ${JSON.stringify(key)}`;
}

function value(key: string): string {
  return `{{ ${get(key)} }}`;
}

/** `toJson`, so that a quote in a password stays part of the password. */
function dockerConfig({
  registry,
  username,
  password,
}: Extract<SecretTemplate, { type: 'dockerconfigjson' }>): string {
  const user = get(username);
  const pass = get(password);
  return `{"auths":{${JSON.stringify(
    registry,
  )}:{"username":{{ ${user} | toJson }},"password":{{ ${pass} | toJson }},"auth":{{ printf "%s:%s" (${user}) (${pass}) | b64enc | toJson }}}}}`;
}
