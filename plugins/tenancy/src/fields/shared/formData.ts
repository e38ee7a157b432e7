import type { JsonObject } from '@backstage/types';

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All that the form holds so far, over all its steps, as the scaffolder hands it to fields. */
export function formDataOf(props: { formContext?: unknown }): JsonObject {
  const { formContext } = props;
  return isObject(formContext) && isObject(formContext.formData)
    ? formContext.formData
    : {};
}

/** A text of the form, of several fields that of the first which has one; undefined while it is empty. */
export function textOf(
  formData: JsonObject,
  key: string | readonly string[] | undefined,
): string | undefined {
  const keys = typeof key === 'string' ? [key] : key ?? [];
  return keys
    .map(each => formData[each])
    .find(
      (value): value is string => typeof value === 'string' && value !== '',
    );
}

/** The texts of a list. The wizard fills lists up with empty items where the schema has a least number. */
export function textList(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).filter(
    (item): item is string => typeof item === 'string' && item !== '',
  );
}

/** The texts of a list in the form; a single text counts as a list of one. */
export function textsOf(
  formData: JsonObject,
  key: string | undefined,
): string[] {
  const value = key === undefined ? undefined : formData[key];
  return textList(Array.isArray(value) ? value : [value]);
}
