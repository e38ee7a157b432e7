import type { FormTexts } from '../../translations/forms';
/** A variable as it is written in a row. */
export interface Variable {
  name: string;
  value: string;
}

/** What the names of a map are. */
export type NameKind = 'variable' | 'key';

const EXAMPLES = { variable: 'LOG_LEVEL', key: 'config.yaml' };
const KEY = /^[-._a-zA-Z0-9]+$/;
const MOST_CHARACTERS = 32_768;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SECRET =
  /(^|_)(PASSWORD|PASSWD|PWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)(_|$)/i;

/** The rows of a map. Blanks behind a name are those that keep two rows of one name apart. */
export function rowsOf(variables: Record<string, unknown>): Variable[] {
  return Object.entries(variables).map(([name, value]) => ({
    name: name.trim(),
    value: String(value ?? ''),
  }));
}

/**
 * Rows as the map that a form holds. A second row of one name stays in it, with blanks behind its name, so that nothing
 * that was typed is lost before it is told.
 */
export function mapOf(rows: readonly Variable[]): Record<string, string> {
  const variables = new Map<string, string>();
  for (const { name, value } of rows) {
    let key = name.trim();
    // Numbers would not stay in their place among the members of an object.
    while (variables.has(key) || /^\d+$/.test(key)) {
      key += ' ';
    }
    variables.set(key, value);
  }
  return Object.fromEntries(variables);
}

/** What is wrong with each row, in words; undefined for those that are fine or not filled in. */
export function rowProblems(
  rows: readonly Variable[],
  t: FormTexts,
  is: NameKind = 'variable',
): Array<string | undefined> {
  return rows.map(({ name, value }, index) => {
    if (name === '') {
      return value === ''
        ? undefined
        : t('variables.unnamed', { example: EXAMPLES[is] });
    }
    if (is === 'variable' && !VARIABLE.test(name)) {
      return t('variables.variableName', { example: suggestion(name) });
    }
    if (is === 'key' && !KEY.test(name)) {
      return t('variables.keyName', { example: EXAMPLES.key });
    }
    if (rows.findIndex(other => other.name === name) < index) {
      return t('shared.twice', { name });
    }
    return value.length > MOST_CHARACTERS
      ? t('variables.tooLong', {
          name,
          most: MOST_CHARACTERS,
          length: value.length,
        })
      : undefined;
  });
}

/** What is wrong with a map as a form holds it. */
export function variableProblems(
  variables: Record<string, unknown>,
  t: FormTexts,
  is?: NameKind,
): string[] {
  return rowProblems(rowsOf(variables), t, is).filter(
    (problem): problem is string => problem !== undefined,
  );
}

/** Whether a variable seems to hold what nobody should read in Git. */
export function looksSecret({ name, value }: Variable): boolean {
  return value !== '' && SECRET.test(name);
}

function suggestion(name: string): string {
  const better = name
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/^(?=\d)/, '_');
  return VARIABLE.test(better) ? better : EXAMPLES.variable;
}

/**
 * The variables of a pasted text, such as a `.env` file or the `env` of a Compose file: lines of `NAME=value` or
 * `NAME: value`, also with `export`, quotes and comments. Undefined where the text is none.
 */
export function pastedVariables(text: string): Variable[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
  const found = lines.map(line => {
    const parts =
      /^(?:export\s+|-\s+)?["']?([^\s=:"']+)["']?\s*(?:=|:\s)\s*(.*)$/.exec(
        line,
      );
    return parts && { name: parts[1], value: unquoted(parts[2]) };
  });
  return found.length > 0 && found.every(each => each !== null)
    ? (found as Variable[])
    : undefined;
}

function unquoted(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$|^'([^']*)'$/.exec(value);
  return quoted?.[1]?.replace(/\\(["\\$])/g, '$1') ?? quoted?.[2] ?? value;
}

/** Rows with pasted ones: those of a name that is there take its value, the others follow; rows left empty go. */
export function withPasted(
  rows: readonly Variable[],
  pasted: readonly Variable[],
): Variable[] {
  const values = new Map(pasted.map(({ name, value }) => [name, value]));
  const kept = rows
    .filter(({ name, value }) => name !== '' || value !== '')
    .map(({ name, value }) => ({ name, value: values.get(name) ?? value }));
  const names = new Set(kept.map(({ name }) => name));
  return [
    ...kept,
    ...[...values]
      .filter(([name]) => !names.has(name))
      .map(([name, value]) => ({ name, value })),
  ];
}
