import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { formMessages } from './en';
import { tenancyFormTranslationRef } from './ref';
import type { FormTexts } from './useFormTexts';

/**
 * The texts of forms for what is no component, such as validations. By then the form is drawn, and with it the language of the
 * reader loaded; where it is not, they are in English.
 */
export function formTextsOf(apis: ApiHolder): FormTexts {
  const snapshot = apis
    .get(translationApiRef)
    ?.getTranslation(tenancyFormTranslationRef);
  const plain: unknown = english;
  return snapshot?.ready ? snapshot.t : (plain as FormTexts);
}

function english(
  key: string,
  values: Readonly<Record<string, unknown>> = {},
): string {
  const messages: unknown = formMessages;
  const find = (path: string) =>
    path
      .split('.')
      .reduce<unknown>(
        (found, part) => Object(found as object)[part],
        messages,
      );
  const text =
    find(key) ?? find(`${key}_${values.count === 1 ? 'one' : 'other'}`) ?? key;
  return String(text).replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  );
}
