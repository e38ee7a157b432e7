import { Selector } from '../model';
import {
  Fields,
  fieldsOf,
  listOf,
  plainText,
  textOf,
  textsOf,
} from '../model/fields';

/**
 * Whether a label selector matches, by Kubernetes' rules: `matchLabels` and all `matchExpressions` hold;
 * `NotIn` and `DoesNotExist` also match a missing key; an absent or empty selector matches everything.
 * An operator that Kubernetes does not have matches nothing.
 *
 * @public
 */
export function matchesSelector(
  selector: Selector | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  const value = (key: string): string | undefined =>
    labels !== undefined && Object.prototype.hasOwnProperty.call(labels, key)
      ? labels[key]
      : undefined;
  for (const [key, wanted] of Object.entries(selector?.matchLabels ?? {})) {
    if (value(key) !== wanted) {
      return false;
    }
  }
  return (selector?.matchExpressions ?? []).every(expression => {
    const found = value(expression.key);
    const listed =
      found !== undefined && (expression.values ?? []).includes(found);
    switch (expression.operator) {
      case 'In':
        return listed;
      case 'NotIn':
        return !listed;
      case 'Exists':
        return found !== undefined;
      case 'DoesNotExist':
        return found === undefined;
      default:
        return false;
    }
  });
}

/** A selector read from a field of an object; undefined when the field is absent, which many APIs tell from `{}`. */
export function selectorOf(value: unknown): Selector | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const fields: Fields = fieldsOf(value);
  const matchLabels: Record<string, string> = {};
  for (const [key, text] of Object.entries(fieldsOf(fields.matchLabels))) {
    matchLabels[key] = plainText(text);
  }
  return {
    matchLabels,
    matchExpressions: listOf(fields.matchExpressions).map(expression => ({
      key: textOf(expression.key) ?? '',
      operator: expression.operator as 'In',
      values: textsOf(expression.values),
    })),
  };
}
