import { z } from 'zod';

const isFunction = z.custom<unknown>(value => typeof value === 'function', {
  error: 'must be a function',
});

const text = z.string().min(1);

const kind = z.looseObject({
  group: z.string(),
  kind: text,
  plural: text,
  versions: z.array(text),
  namespaced: z.boolean(),
  writer: z.enum(['tenant', 'platform', 'controller']),
  reach: z.union([z.enum(['namespace', 'cluster', 'nobody']), isFunction]),
  schema: z.enum(['core', 'bundled', 'cluster']),
  health: isFunction.optional(),
  makes: isFunction.optional(),
  keep: isFunction.optional(),
  hostnames: isFunction.optional(),
  label: z.looseObject({ one: text, many: text }).optional(),
  pods: z
    .looseObject({
      count: isFunction.optional(),
      counts: isFunction.optional(),
    })
    .optional(),
  secretUse: z.looseObject({ of: isFunction }).optional(),
});

const capability = z.looseObject({
  kind: text,
  schema: z.looseObject({ safeParse: isFunction }),
  description: text,
  example: z.looseObject({ description: text, name: text, spec: z.unknown() }),
  form: z
    .union([z.literal(false), z.looseObject({ template: text })])
    .optional(),
  layer: z.literal('platform').optional(),
  objectsOwned: z.array(z.looseObject({ group: z.string(), kind: text })),
  render: isFunction,
  check: isFunction.optional(),
  checkAll: isFunction.optional(),
  drop: isFunction.optional(),
  summarize: isFunction.optional(),
});

const delivery = z.looseObject({
  name: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      'must be lower case letters, digits and -',
    ),
  title: text,
  options: z.looseObject({ safeParse: isFunction }).optional(),
  watches: z.array(z.looseObject({ group: z.string(), kind: text })),
  tenantObjects: isFunction,
  sharedObjects: isFunction.optional(),
  environmentSync: isFunction,
  url: isFunction.optional(),
});

const storeProvider = z.looseObject({
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{0,62}$/, 'must be a name like vault'),
  title: text,
  fields: z.record(z.string(), z.looseObject({ safeParse: isFunction })),
  scope: z.literal('cluster').optional(),
  characters: z
    .string()
    .regex(/^[!-~]*$/, 'must be printable characters of ASCII'),
  maxLength: z.int().min(1).optional(),
  templates: z.array(text).optional(),
  strippedStarts: isFunction.optional(),
  problems: isFunction.optional(),
  spec: isFunction.optional(),
  identity: isFunction.optional(),
  policies: isFunction.optional(),
});

const shape = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      'must be lower case letters, digits and -',
    ),
  kinds: z.array(kind).optional(),
  capabilities: z.array(capability).optional(),
  checks: z
    .array(z.looseObject({ name: text, findings: isFunction }))
    .optional(),
  deliveries: z.array(delivery).optional(),
  storeProviders: z.array(storeProvider).optional(),
});

/** What is wrong with the form of an extension, which may be anything; undefined if nothing is. */
export function shapeProblem(extension: unknown): string | undefined {
  const result = shape.safeParse(extension);
  return result.success
    ? undefined
    : result.error.issues
        .map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`)
        .join('; ');
}
