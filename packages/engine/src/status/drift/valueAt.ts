import { Fields, fieldsOf } from '../../model/fields';
import { Step } from './fieldPath';

/** The value at a path; undefined where a step is missing. */
export function valueAt(value: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((at, step) => {
    if ('field' in step) {
      const fields = fieldsOf(at);
      return Object.hasOwn(fields, step.field) ? fields[step.field] : undefined;
    }
    if (!Array.isArray(at)) {
      return undefined;
    }
    return 'index' in step
      ? at[step.index]
      : at.find(item => hasKey(fieldsOf(item), step.key));
  }, value);
}

function hasKey(item: Fields, key: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(key).every(
    ([name, value]) =>
      item[name] === value || (item[name] === undefined && value === 'TCP'),
  );
}
