// Apart from the rest: portals load whole what the main entry exports, with their first page.
export { tenancyTranslationRef } from './translations';
export { tenancyFormTranslationRef } from './translations/forms';
