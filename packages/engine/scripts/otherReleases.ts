import { readFileSync, writeFileSync } from 'fs';
import { parseAllDocuments } from 'yaml';

/*
 * Compares bundled CustomResourceDefinitions with those of other releases and channels, and writes down what only the
 * bundled ones refuse: by kind, the code of the violation, the field, and for values and rules which.
 *
 * node --require @backstage/cli/config/nodeTransform.cjs scripts/otherReleases.ts OUT.json BUNDLED.json CRD.yaml...
 *
 * src/validate/bundled/otherReleases.json was made from the definitions of Gateway API v1.0.0 to v1.6.1 in both
 * channels, Argo CD v2.14.0 to v3.5.1 and External Secrets v0.16.2 to v2.9.0, and what their main branches had then.
 */
interface Schema {
  type?: string;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-validations'?: Rule[];
  [key: string]: unknown;
}

interface Rule {
  rule: string;
  message?: string;
  messageExpression?: string;
  fieldPath?: string;
}

interface Crd {
  kind: string;
  spec: {
    group: string;
    names: { kind: string };
    versions: Array<{
      name: string;
      served: boolean;
      schema?: { openAPIV3Schema?: Schema };
    }>;
  };
}

/** Constraints that a value may not exceed, and the code of breaking them. */
const BOUNDS: ReadonlyArray<[string, string, 'most' | 'least']> = [
  ['maxItems', 'TooMany', 'most'],
  ['maxProperties', 'TooMany', 'most'],
  ['maxLength', 'TooLong', 'most'],
  ['maximum', 'OutOfRange', 'most'],
  ['minItems', 'TooFew', 'least'],
  ['minProperties', 'TooFew', 'least'],
  ['minLength', 'TooShort', 'least'],
  ['minimum', 'OutOfRange', 'least'],
];

/** Constraints that are told apart only as being the same or not. */
const SHAPES: ReadonlyArray<[string, string]> = [
  ['type', 'WrongType'],
  ['pattern', 'WrongFormat'],
  ['format', 'WrongFormat'],
  ['oneOf', 'NotAllowed'],
  ['anyOf', 'NotAllowed'],
  ['allOf', 'NotAllowed'],
  ['not', 'NotAllowed'],
];

function compare(
  path: string,
  own: Schema,
  other: Schema,
  found: Set<string>,
): void {
  for (const [name, code, side] of BOUNDS) {
    const [a, b] = [own[name], other[name]];
    const isLooser =
      typeof a === 'number' &&
      (typeof b !== 'number' || (side === 'most' ? b > a : b < a));
    if (isLooser) {
      found.add(`${code} ${path}`);
    }
  }
  for (const [name, code] of SHAPES) {
    if (own[name] !== undefined && !isSame(own[name], other[name])) {
      found.add(`${code} ${path}`);
    }
  }
  const list = own['x-kubernetes-list-type'];
  if (
    (list === 'set' || list === 'map') &&
    !['x-kubernetes-list-type', 'x-kubernetes-list-map-keys'].every(name =>
      isSame(own[name], other[name]),
    )
  ) {
    found.add(`Duplicate ${path}`);
  }
  if (own.enum && !other.enum) {
    found.add(`NotAllowed ${path}`);
  }
  for (const value of other.enum ?? []) {
    if (own.enum && !own.enum.includes(value)) {
      found.add(`NotAllowed ${path} ${String(value)}`);
    }
  }
  for (const name of own.required ?? []) {
    const isDemanded =
      other.required?.includes(name) &&
      other.properties?.[name]?.default === undefined;
    if (!isDemanded) {
      found.add(`MissingField ${join(path, name)}`);
    }
  }
  for (const rule of own['x-kubernetes-validations'] ?? []) {
    const { message, messageExpression, fieldPath = '' } = rule;
    const isThere = other['x-kubernetes-validations']?.some(
      item => item.rule === rule.rule,
    );
    if (!isThere && !rule.rule.includes('oldSelf')) {
      const text = messageExpression ? '' : ` ${message ?? rule.rule}`;
      found.add(`RuleBroken ${path}${fieldPath}${text}`);
    }
  }
  children(path, own, other, found);
}

function children(
  path: string,
  own: Schema,
  other: Schema,
  found: Set<string>,
): void {
  const isOpen = own['x-kubernetes-preserve-unknown-fields'] === true;
  for (const [name, schema] of Object.entries(other.properties ?? {})) {
    const known = own.properties?.[name];
    if (known) {
      compare(join(path, name), known, schema, found);
    } else if (!isOpen && own.type === 'object') {
      found.add(`UnknownField ${join(path, name)}`);
    }
  }
  if (own.items && other.items) {
    compare(`${path}[]`, own.items, other.items, found);
  }
  const [values, others] = [
    own.additionalProperties,
    other.additionalProperties,
  ];
  if (typeof values === 'object' && typeof others === 'object') {
    compare(`${path}[]`, values, others, found);
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b));
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, v]) => key !== 'description' || typeof v !== 'string')
      .map(([key, v]) => [key, bare(v)]),
  );
}

function schemasOf(crds: readonly Crd[]): Map<string, Schema[]> {
  const schemas = new Map<string, Schema[]>();
  for (const { spec } of crds) {
    for (const { name, served, schema } of spec.versions) {
      if (served && schema?.openAPIV3Schema) {
        const key = `${spec.group}/${name}|${spec.names.kind}`;
        schemas.set(key, [...(schemas.get(key) ?? []), schema.openAPIV3Schema]);
      }
    }
  }
  return schemas;
}

function main([out, bundled, ...files]: string[]): void {
  const own = schemasOf(JSON.parse(readFileSync(bundled, 'utf8')) as Crd[]);
  const others = schemasOf(
    files.flatMap(file =>
      parseAllDocuments(readFileSync(file, 'utf8'))
        .map(document => document.toJS() as Crd | undefined)
        .filter((crd): crd is Crd => crd?.kind === 'CustomResourceDefinition'),
    ),
  );
  const result = [...own].flatMap(([key, [schema]]) => {
    const found = new Set<string>();
    for (const other of others.get(key) ?? []) {
      const { spec } = other.properties ?? {};
      if (spec && schema.properties?.spec) {
        compare('spec', schema.properties.spec, spec, found);
      }
    }
    return found.size === 0 ? [] : [[key, [...found].sort()] as const];
  });
  writeFileSync(
    out,
    `${JSON.stringify(Object.fromEntries(result), null, 1)}\n`,
  );
}

main(process.argv.slice(2));
