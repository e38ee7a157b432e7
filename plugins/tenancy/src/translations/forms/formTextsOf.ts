import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { tenancyFormTranslationRef } from './ref';
import type { FormTexts } from './useFormTexts';

/**
 * The texts of forms for what is no component, such as validations. By then the form is drawn, and with it the language of the
 * reader loaded.
 */
export function formTextsOf(apis: ApiHolder): FormTexts {
  const snapshot = apis
    .get(translationApiRef)
    ?.getTranslation(tenancyFormTranslationRef);
  // A text that nobody can tell is told by its key, which is better than no validation.
  const keys: unknown = (key: string) => key;
  return snapshot?.ready ? snapshot.t : (keys as FormTexts);
}
