export { tenancyPlugin as default } from './plugin';
export * from './api';
export * from './routes';
export { tenancyTranslationRef, tenancyTranslations } from './translations';
export { tenancyFormTranslationRef } from './translations/forms';
