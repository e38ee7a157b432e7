import type { FormTexts } from '../../translations/forms';
import {
  type FieldSchema,
  type FieldUi,
  isBlank,
  isFieldSchema,
  propertiesOf,
  uiAt,
} from '../shared/FieldSchema';
import type { GroupErrors } from '../shared/FieldGroup';
import { portProblem } from '../PortRef/portProblem';
import { textProblem, type TextRule } from '../Text/problems';
import { variableProblems } from '../Variables/variableRows';

/** What is wrong with one field inside of another. */
interface ProblemAt {
  /** The way to it: names and places. */
  path: Array<string | number>;
  /** What the fields on the way are called. */
  titles: string[];
  message: string;
}

/** Says what is wrong with a single field, in words; undefined when nothing is. */
export interface Judge {
  problem(ui: FieldUi, value: unknown): string | undefined;
  /** For what is wrong with a field as a whole. */
  t: FormTexts;
}

/** What is wrong with a single field as far as it can be told from itself. */
export const judgeAlone = (t: FormTexts): Judge => ({
  t,
  problem: (ui, value) => {
    const rule: TextRule = ui['ui:options'] ?? {};
    if (ui['ui:field'] === 'TenancyText') {
      return textProblem(isTyped(value) ? value : undefined, rule, t);
    }
    if (isBlank(value)) {
      return rule.required ? t('shared.fillIn') : undefined;
    }
    return ui['ui:field'] === 'TenancyPortRef' && isTyped(value)
      ? portProblem(value, t)
      : undefined;
  },
});

function isTyped(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** All that is wrong with the fields inside of a list or an object, as each of them would say it itself. */
export function problemsIn(
  schema: FieldSchema,
  ui: FieldUi | undefined,
  value: unknown,
  judge: Judge,
): ProblemAt[] {
  if (ui?.['ui:field'] === 'TenancyVariables') {
    const is = ui['ui:options']?.is === 'key' ? 'key' : 'variable';
    return isFieldSchema(value)
      ? variableProblems(value, judge.t, is).map(message => ({
          path: [],
          titles: [],
          message,
        }))
      : [];
  }
  if (schema.items) {
    const item = schema.items;
    if (ui?.['ui:options']?.required === true && isBlank(value)) {
      return [{ path: [], titles: [], message: judge.t('shared.atLeastOne') }];
    }
    return (Array.isArray(value) ? value : []).flatMap((row, index) =>
      // A row that was added and not filled in is not written.
      isBlank(row)
        ? []
        : problemsIn(item, uiAt(ui, 'items'), row, judge).map(problem =>
            within(
              problem,
              index,
              judge.t('shared.row', { number: String(index + 1) }),
            ),
          ),
    );
  }
  if (schema.properties) {
    const object = isFieldSchema(value) ? value : {};
    return Object.entries(propertiesOf(schema, object)).flatMap(
      ([name, member]) =>
        problemsIn(member, uiAt(ui, name), object[name], judge).map(problem =>
          within(problem, name, member.title ?? name),
        ),
    );
  }
  const message = judge.problem(ui ?? {}, value);
  return message === undefined ? [] : [{ path: [], titles: [], message }];
}

function within(
  { path, titles, message }: ProblemAt,
  key: string | number,
  title: string,
): ProblemAt {
  return { path: [key, ...path], titles: [title, ...titles], message };
}

/** A problem with the way to it, such as `Row 2, Port: Use a whole number`. */
export function describeProblemAt(
  { titles, message }: ProblemAt,
  t: FormTexts,
): string {
  const place = titles.join(', ');
  return place
    ? t('shared.rowProblem', {
        place: place.charAt(0).toLocaleUpperCase() + place.slice(1),
        problem: message,
      })
    : message;
}

/** Problems by the way to each, as the form hands errors to fields. */
export function errorsAt(
  problems: readonly ProblemAt[],
  errors: GroupErrors = {},
): GroupErrors {
  for (const { path, message } of problems) {
    let at = errors;
    for (const key of path) {
      const inner = at[key];
      const next: GroupErrors =
        inner && !Array.isArray(inner) ? inner : { __errors: [] };
      at[key] = next;
      at = next;
    }
    at.__errors = [...(at.__errors ?? []), message];
  }
  return errors;
}
