import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import tenancyPlugin, { tenancyApiRef } from '../src';
import { catalogStandIn } from './catalogStandIn';
import { formStandIn } from './formPage';
import { estateApi } from './estateApi';

// The plugin over fixtures: no backend needed.
const fixtures = createFrontendModule({
  pluginId: 'tenancy',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: tenancyApiRef,
          deps: {},
          factory: estateApi,
        }),
    }),
  ],
});

createDevApp({
  features: [tenancyPlugin, catalogStandIn, formStandIn, fixtures],
});
