import { orderedKeys } from './keyOrder';
import { isBlock, stringScalar } from './scalar';

/**
 * Writes plain JSON data as YAML, the way Kubernetes people write it: two spaces, no anchors, no folding, no comments.
 * The same data gives the same bytes, empties (`{}`, `[]`, `''`) stay, and keys whose value is undefined are left out.
 * It is written here because the `yaml` package, which reads everything back in the tests, takes longer for one tenant than
 * rendering and validating it does.
 *
 * @throws TypeError for what JSON can't hold: functions, bigints, infinite numbers
 * @public
 */
export function writeYaml(value: unknown): string {
  const lines: string[] = [];
  const document = isRecord(value) ? 'document' : 'other';
  if (isEmpty(value) || typeof value !== 'object' || value === null) {
    lines.push(inline(value, ''));
  } else {
    block(value, '', lines, document);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Writes objects as one YAML stream, separated by `---`.
 *
 * @public
 */
export function writeYamlStream(values: readonly unknown[]): string {
  return values.map(writeYaml).join('---\n');
}

type Level = 'document' | 'metadata' | 'other';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length === 0
    : isRecord(value) && Object.values(value).every(item => item === undefined);
}

/** The lines of a map or sequence that is not empty, each beginning with `indent`. */
function block(
  value: object,
  indent: string,
  lines: string[],
  level: Level,
): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      entry(`${indent}-`, item, `${indent}  `, lines, 'other');
    }
    return;
  }
  const record = value as Record<string, unknown>;
  for (const key of orderedKeys(record, level)) {
    if (record[key] !== undefined) {
      const inner =
        level === 'document' && key === 'metadata' ? 'metadata' : 'other';
      entry(
        `${indent}${stringScalar(key)}:`,
        record[key],
        `${indent}  `,
        lines,
        inner,
      );
    }
  }
}

/** One key or item: on its own line, or as a block below. */
function entry(
  head: string,
  value: unknown,
  indent: string,
  lines: string[],
  level: Level,
): void {
  if (typeof value !== 'object' || value === null || isEmpty(value)) {
    lines.push(`${head} ${inline(value, indent)}`);
    return;
  }
  if (!head.endsWith('-')) {
    lines.push(head);
    block(value, indent, lines, level);
    return;
  }
  // The first line of an item stands beside its dash.
  const at = lines.length;
  block(value, indent, lines, level);
  lines[at] = `${head} ${lines[at].slice(indent.length)}`;
}

function inline(value: unknown, indent: string): string {
  switch (typeof value) {
    case 'string':
      return indent !== '' && isBlock(value)
        ? literal(value, indent)
        : stringScalar(value);
    case 'number':
      if (!Number.isFinite(value)) {
        break;
      }
      // 1e21 is a float to readers that want an integer.
      return Number.isInteger(value) ? BigInt(value).toString() : String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) {
        return 'null';
      }
      return Array.isArray(value) ? '[]' : '{}';
    default:
  }
  throw new TypeError(
    `A value of type ${typeof value} cannot be written as YAML.`,
  );
}

function literal(text: string, indent: string): string {
  const ends = text.endsWith('\n');
  const body = (ends ? text.slice(0, -1) : text)
    .split('\n')
    .map(line => (line === '' ? '' : `${indent}${line}`));
  return `|${ends ? '' : '-'}\n${body.join('\n')}`;
}
