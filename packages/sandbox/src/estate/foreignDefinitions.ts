import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

interface ForeignKind {
  kind: string;
  plural?: string;
  scope?: 'Namespaced' | 'Cluster';
  /** The first is the one that objects are stored in. */
  versions?: string[];
  deprecated?: string[];
  notServed?: string[];
  conversion?: 'Webhook';
  /** Kilobytes of schema. */
  weight?: number;
  /** Takes any field. */
  open?: boolean;
  /** Has CEL rules. */
  rules?: boolean;
  schema?: 'none';
  preserve?: boolean;
}

interface ForeignGroup {
  group: string;
  legacy?: boolean;
  kinds: ForeignKind[];
}

/** Definitions as operators of other people bring them. */
interface ForeignDefinitions {
  /** Fit to be created. */
  current: object[];
  /** As old servers stored them; no server takes them any more. */
  legacy: object[];
}

/** The definitions of `foreign/definitions.yaml`, with schemas as heavy as it says. */
export async function foreignDefinitions(
  estateDir: string,
): Promise<ForeignDefinitions> {
  const file = join(estateDir, 'foreign', 'definitions.yaml');
  const groups: ForeignGroup[] = parse(await readFile(file, 'utf8'));
  const of = (wanted: boolean) =>
    groups
      .filter(({ legacy = false }) => legacy === wanted)
      .flatMap(({ group, kinds }) =>
        kinds.map(kind => definition(group, kind)),
      );
  return { current: of(false), legacy: of(true) };
}

function definition(group: string, given: ForeignKind): object {
  const { kind, scope = 'Namespaced', versions = ['v1'] } = given;
  const { plural = `${kind.toLowerCase()}s`, conversion } = given;
  const schema = {
    type: 'object',
    description: `A ${kind} as its operator takes it.`,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: specOf(given),
      status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: {
        'api-approved.kubernetes.io': 'https://example.com/approved',
      },
    },
    spec: {
      group,
      scope,
      names: { kind, plural },
      ...(given.preserve ? { preserveUnknownFields: true } : {}),
      ...(conversion ? { conversion: webhook() } : {}),
      versions: versions.map((name, index) => ({
        name,
        storage: index === 0,
        served: !given.notServed?.includes(name),
        ...(given.deprecated?.includes(name) ? { deprecated: true } : {}),
        ...(given.schema === 'none' || given.preserve
          ? {}
          : { schema: { openAPIV3Schema: schema } }),
        subresources: { status: {} },
      })),
    },
  };
}

function specOf({ weight = 4, open, rules }: ForeignKind): object {
  return {
    type: 'object',
    properties: filler(weight * 1024),
    'x-kubernetes-preserve-unknown-fields': open,
    'x-kubernetes-validations': rules
      ? [{ rule: 'size(self) > 0', message: 'must not be empty' }]
      : undefined,
  };
}

/** Fields as deep and wordy as those of large operators, about so many bytes. */
function filler(bytes: number): Record<string, object> {
  const field = (index: number) => ({
    type: 'object',
    description: `Part ${index} of what this operator can be told. `.repeat(4),
    properties: {
      enabled: { type: 'boolean', description: 'Whether it is on.' },
      matchLabels: { type: 'object', additionalProperties: { type: 'string' } },
      limit: { 'x-kubernetes-int-or-string': true },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string', maxLength: 253 },
            value: { type: 'string', nullable: true },
          },
        },
      },
    },
  });
  const each = JSON.stringify(field(100)).length + 12;
  const count = Math.max(1, Math.round(bytes / each));
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`part${index}`, field(index)]),
  );
}

function webhook(): object {
  return {
    strategy: 'Webhook',
    webhook: {
      conversionReviewVersions: ['v1'],
      clientConfig: {
        service: {
          name: 'webhook',
          namespace: 'operators',
          path: '/convert',
          port: 443,
        },
      },
    },
  };
}
