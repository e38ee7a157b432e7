import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { formMessages } from './en';

/**
 * The texts of form fields. They come with the forms, and so do their translations.
 *
 * @public
 */
export const tenancyFormTranslationRef = createTranslationRef({
  id: 'plugin.tenancy.forms',
  messages: formMessages,
  translations: {
    de: () => import('./de'),
    fr: () => import('./fr'),
  },
});
