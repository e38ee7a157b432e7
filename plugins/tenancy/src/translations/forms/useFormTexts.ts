import {
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { tenancyFormTranslationRef } from './ref';

/** Tells a text of forms in the language of the reader. */
export type FormTexts = TranslationFunction<
  (typeof tenancyFormTranslationRef)['T']
>;

/** The texts of forms in the language of the reader. */
export function useFormTexts(): FormTexts {
  return useTranslationRef(tenancyFormTranslationRef).t;
}
