import {
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { tenancyTranslationRef } from './ref';

/** Tells a text of ours in the language of the reader. */
export type Texts = TranslationFunction<(typeof tenancyTranslationRef)['T']>;

/** The texts of ours in the language of the reader. */
export function useTexts(): Texts {
  return useTranslationRef(tenancyTranslationRef).t;
}
