/** A field that can be written where the cursor stands. */
interface OfferedKey {
  key: string;
  description?: string;
}

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  description?: string;
  definitions?: Record<string, Schema>;
}

const MAX_DEPTH = 40;

/**
 * The fields that the JSON Schema of a request knows where the cursor stands in its text and that are not there yet.
 * Where somebody is follows from the indentation, so that it is known while the text is not yet whole.
 */
export function offeredKeys(
  text: string,
  cursor: number,
  schema: object,
): OfferedKey[] {
  const lines = text.split('\n');
  const at = text.slice(0, cursor).split('\n').length - 1;
  const { path, present, typed } = placeOf(lines, at);
  const root: Schema = schema;
  const here = path.reduce<Schema[]>(
    (nodes, key) => nodes.flatMap(node => membersOf(node, key, root)),
    [root],
  );
  const offered = new Map<string, OfferedKey>();
  for (const node of here.flatMap(each => shapesOf(each, root))) {
    for (const [key, member] of Object.entries(node.properties ?? {})) {
      if (!present.has(key) && key.startsWith(typed)) {
        const description = describe(member, root);
        offered.set(key, { key, ...(description ? { description } : {}) });
      }
    }
  }
  return [...offered.values()];
}

/** Keys and list items around a line, the keys beside it, and what is typed of one. */
function placeOf(lines: readonly string[], at: number) {
  const line = lines[at] ?? '';
  let indent = columnOf(line);
  const path: string[] = [];
  const present = new Set<string>();
  const own = keyOf(line);
  const beside = (index: number, step: number) => {
    for (
      let next = index + step;
      next >= 0 && next < lines.length;
      next += step
    ) {
      const other = lines[next];
      if (other.trim() !== '') {
        const column = columnOf(other);
        const key = keyOf(other);
        if (column < indent) {
          return;
        }
        if (column === indent && key !== undefined) {
          present.add(key);
        }
        if (column === indent && /^\s*-/.test(other) && step < 0) {
          return;
        }
        if (column === indent && step > 0 && /^\s*-/.test(other)) {
          return;
        }
      }
    }
  };
  beside(at, 1);
  if (/^\s*-/.test(line)) {
    path.unshift('[]');
  } else {
    beside(at, -1);
  }
  for (let index = at - 1; index >= 0 && indent > 0; index -= 1) {
    const other = lines[index];
    const key = keyOf(other);
    const isItem = /^\s*-/.test(other);
    if (other.trim() === '') {
      continue;
    }
    if (isItem && columnOf(other) === indent && path[0] !== '[]') {
      path.unshift('[]');
      indent = other.search(/\S/);
    } else if (columnOf(other) < indent && key !== undefined) {
      path.unshift(key);
      if (isItem) {
        path.unshift('[]');
      }
      indent = isItem ? other.search(/\S/) : columnOf(other);
    }
  }
  const typed = own === undefined ? line.replace(/^[\s-]*/, '').trim() : '';
  return { path: path.slice(-MAX_DEPTH), present, typed };
}

/** Where the key of a line begins, behind the dashes of a list. */
function columnOf(line: string): number {
  return /^[\s-]*/.exec(line)?.[0].length ?? 0;
}

function keyOf(line: string): string | undefined {
  return /^[\s-]*([A-Za-z_][\w.-]*):(\s|$)/.exec(line)?.[1];
}

function membersOf(node: Schema, key: string, root: Schema): Schema[] {
  return shapesOf(node, root).flatMap(shape => {
    if (key === '[]') {
      return shape.items ? [shape.items] : [];
    }
    if (shape.properties && Object.hasOwn(shape.properties, key)) {
      return [shape.properties[key]];
    }
    return typeof shape.additionalProperties === 'object'
      ? [shape.additionalProperties]
      : [];
  });
}

/** All that a schema may be, references followed. */
function shapesOf(node: Schema, root: Schema, depth = 0): Schema[] {
  if (depth > MAX_DEPTH) {
    return [];
  }
  const referred = node.$ref?.replace('#/definitions/', '');
  const inner = [
    ...(referred && root.definitions?.[referred]
      ? [root.definitions[referred]]
      : []),
    ...(node.allOf ?? []),
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
  ];
  return [node, ...inner.flatMap(each => shapesOf(each, root, depth + 1))];
}

function describe(node: Schema, root: Schema): string | undefined {
  return shapesOf(node, root).find(({ description }) => description)
    ?.description;
}
