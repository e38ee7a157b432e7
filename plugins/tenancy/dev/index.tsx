// this file is the app here, and an app brings the styles
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import ReactDOM from 'react-dom/client';
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

// nobody has to sign in here
const withoutSignIn = appPlugin.withOverrides({
  extensions: [
    appPlugin.getExtension('sign-in-page:app').override({ disabled: true }),
  ],
});

const app = createApp({
  features: [
    withoutSignIn,
    tenancyPlugin,
    catalogStandIn,
    formStandIn,
    fixtures,
  ],
});

const root = document.getElementById('root');
if (!root) {
  throw new Error('index.html has no element with the id "root"');
}
ReactDOM.createRoot(root).render(app.createRoot());
