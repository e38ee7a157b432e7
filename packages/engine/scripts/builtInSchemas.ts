import { readFileSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import ts from 'typescript';

/*
 * Writes src/validate/bundled/builtInKinds.json: schemas of Kubernetes' built-in kinds in the shape of the OpenAPI v3
 * documents an API server publishes, read from the type declarations of `kubernetes-models`. Those packages' own
 * validators are not used at run time: they let unknown fields pass and take half a second to load.
 *
 * node --require @backstage/cli/config/nodeTransform.cjs scripts/builtInSchemas.ts
 */
const KINDS = [
  'v1/Namespace',
  'v1/ConfigMap',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
  'v1/ResourceQuota',
  'v1/LimitRange',
  'v1/PersistentVolumeClaim',
  'v1/Pod',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'apps/v1/DaemonSet',
  'batch/v1/Job',
  'batch/v1/CronJob',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'policy/v1/PodDisruptionBudget',
  'networking.k8s.io/v1/NetworkPolicy',
  'networking.k8s.io/v1/Ingress',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'scheduling.k8s.io/v1/PriorityClass',
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
];

/** Kinds of further packages; of these no more than the types of fields is known. */
const CUSTOM_KINDS: Record<string, string[]> = {
  '@kubernetes-models/cilium': [
    'cilium.io/v2/CiliumNetworkPolicy',
    'cilium.io/v2/CiliumClusterwideNetworkPolicy',
  ],
};

/** Integers of 64 bits; the declarations say of all only that they are numbers. */
const LONG = new Set([
  'activeDeadlineSeconds',
  'deletionGracePeriodSeconds',
  'expirationSeconds',
  'fsGroup',
  'generation',
  'observedGeneration',
  'runAsGroup',
  'runAsUser',
  'seconds',
  'startingDeadlineSeconds',
  'supplementalGroups',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
]);
/** Maps whose values are base64, by model and field. */
const BYTES = new Set(['Secret.data', 'ConfigMap.binaryData']);

type Schema = Record<string, unknown>;

const modules = resolve(
  dirname(require.resolve('kubernetes-models/package.json')),
  '..',
);
const schemas: Record<string, Schema> = {};

function main(): void {
  KINDS.forEach(kind => defineKind('kubernetes-models', kind));
  for (const [library, kinds] of Object.entries(CUSTOM_KINDS)) {
    kinds.forEach(kind => defineKind(library, kind));
  }
  const sorted = Object.fromEntries(
    Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const out = join(__dirname, '../src/validate/bundled/builtInKinds.json');
  writeFileSync(
    out,
    `${JSON.stringify({ components: { schemas: sorted } })}\n`,
  );
}

function defineKind(library: string, path: string): void {
  const name = define(join(modules, library, `${path}.d.ts`));
  const [kind, version, group = ''] = path.split('/').reverse();
  schemas[name]['x-kubernetes-group-version-kind'] = [{ group, version, kind }];
}

/** Adds the schema that a declaration file defines, and returns its name. */
function define(file: string): string {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const name = fullNameOf(source);
  if (name in schemas) {
    return name;
  }
  const schema: Schema = {};
  schemas[name] = schema;
  const imports = importsOf(source, file);
  const ownName = name.split('.').pop();
  for (const statement of source.statements) {
    if (
      ts.isInterfaceDeclaration(statement) &&
      statement.name.text === `I${ownName}`
    ) {
      const base = basesOf(statement, imports);
      const own = objectOf(statement.members, imports, source);
      Object.assign(schema, own, {
        ...(own.properties
          ? { properties: { ...base, ...(own.properties as Schema) } }
          : {}),
      });
    } else if (
      ts.isTypeAliasDeclaration(statement) &&
      statement.name.text === `I${ownName}`
    ) {
      Object.assign(schema, aliasOf(name, statement.type, imports, source));
    }
  }
  return name;
}

/** The fields of the interfaces that a declaration extends. */
function basesOf(
  declaration: ts.InterfaceDeclaration,
  imports: Map<string, string>,
): Schema {
  const files = (declaration.heritageClauses ?? [])
    .flatMap(clause => clause.types)
    .map(type => imports.get((type.expression as ts.Identifier).text))
    .filter((file): file is string => file?.includes('/base.d.ts') === false);
  return Object.assign(
    {},
    ...files.map(file => schemas[define(file)].properties),
  ) as Schema;
}

/** The name by which other files import this one, without the leading I: `IoK8sApiCoreV1Container`, then its own. */
function fullNameOf(source: ts.SourceFile): string {
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement)) {
      continue;
    }
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) {
      continue;
    }
    const first = clause.elements[0];
    const own = first.propertyName?.text.slice(1);
    return `${first.name.text.slice(1)}.${own}`;
  }
  throw new Error(`${source.fileName} exports no model`);
}

function importsOf(source: ts.SourceFile, file: string): Map<string, string> {
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) {
      continue;
    }
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) {
      continue;
    }
    const path = from.startsWith('.')
      ? resolve(dirname(file), `${from.replace(/\.js$/, '')}.d.ts`)
      : join(modules, `${from}.d.ts`);
    for (const element of bindings.elements) {
      imports.set(element.name.text, path);
    }
  }
  return imports;
}

function aliasOf(
  name: string,
  type: ts.TypeNode,
  imports: Map<string, string>,
  source: ts.SourceFile,
): Schema {
  if (name.endsWith('.IntOrString')) {
    return { format: 'int-or-string' };
  }
  if (name.endsWith('.Quantity')) {
    return { oneOf: [{ type: 'string' }, { type: 'number' }] };
  }
  if (/\.(Time|MicroTime)$/.test(name)) {
    return { type: 'string', format: 'date-time' };
  }
  return schemaOf(type, imports, source);
}

function objectOf(
  members: ts.NodeArray<ts.TypeElement>,
  imports: Map<string, string>,
  source: ts.SourceFile,
): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) {
      return {
        type: 'object',
        additionalProperties: schemaOf(member.type, imports, source),
      };
    }
    if (!ts.isPropertySignature(member) || !member.type) {
      continue;
    }
    const name = (member.name as ts.StringLiteral).text;
    const property = schemaOf(member.type, imports, source);
    properties[name] = withFormat(property, name, source);
    if (!member.questionToken) {
      required.push(name);
    }
  }
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

/** The schema of a field, with the format that only its name tells. */
function withFormat(
  schema: Schema,
  name: string,
  source: ts.SourceFile,
): Schema {
  const model = fullNameOf(source).split('.').pop();
  if (BYTES.has(`${model}.${name}`)) {
    return {
      ...schema,
      additionalProperties: { type: 'string', format: 'byte' },
    };
  }
  if (!LONG.has(name)) {
    return schema;
  }
  return schema.type === 'array'
    ? { ...schema, items: { type: 'integer', format: 'int64' } }
    : { ...schema, format: 'int64' };
}

function schemaOf(
  type: ts.TypeNode,
  imports: Map<string, string>,
  source: ts.SourceFile,
): Schema {
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    case ts.SyntaxKind.NumberKeyword:
      // None of these kinds has a number that is no integer.
      return { type: 'integer' };
    default:
  }
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) {
    return { type: 'string', enum: [type.literal.text] };
  }
  if (ts.isParenthesizedTypeNode(type)) {
    return schemaOf(type.type, imports, source);
  }
  if (ts.isIntersectionTypeNode(type)) {
    // The first part has the fields, the others say which of them may stand together.
    return schemaOf(type.types[0], imports, source);
  }
  if (ts.isUnionTypeNode(type)) {
    return unionOf(type, source);
  }
  if (ts.isTypeLiteralNode(type)) {
    return objectOf(type.members, imports, source);
  }
  if (ts.isTypeReferenceNode(type)) {
    const name = type.typeName.getText(source);
    if (name === 'Array') {
      return {
        type: 'array',
        items: schemaOf(type.typeArguments![0], imports, source),
      };
    }
    const file = imports.get(name);
    if (file) {
      return { $ref: `#/components/schemas/${define(file)}` };
    }
  }
  throw new Error(
    `${source.fileName}: cannot read type ${type.getText(source)}`,
  );
}

function unionOf(type: ts.UnionTypeNode, source: ts.SourceFile): Schema {
  const kinds = new Set(type.types.map(t => t.kind));
  if (
    kinds.has(ts.SyntaxKind.StringKeyword) &&
    kinds.has(ts.SyntaxKind.NumberKeyword)
  ) {
    return { format: 'int-or-string' };
  }
  const values = type.types.map(t => {
    if (ts.isLiteralTypeNode(t) && ts.isStringLiteral(t.literal)) {
      return t.literal.text;
    }
    throw new Error(`${source.fileName}: cannot read ${type.getText(source)}`);
  });
  return { type: 'string', enum: values };
}

main();
