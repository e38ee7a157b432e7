import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { tenancyTranslations } from '@groundwork/backstage-plugin-tenancy';

/** The texts of our pages in the languages of `availableLanguages` in app-config. */
export const translationsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'tenancy',
      params: { resource: tenancyTranslations },
    }),
  ],
});
