import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { tenancyTranslationRef } from './ref';

/**
 * The texts in other languages, each loaded where it is chosen.
 *
 * @public
 */
export const tenancyTranslations = createTranslationResource({
  ref: tenancyTranslationRef,
  translations: {
    de: () => import('./de'),
    fr: () => import('./fr'),
  },
});
