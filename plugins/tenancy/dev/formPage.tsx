import { useState } from 'react';
import { RiSurveyLine } from '@remixicon/react';
import { Container } from '@backstage/ui';
import {
  PageBlueprint,
  createFrontendPlugin,
  createRouteRef,
} from '@backstage/frontend-plugin-api';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { environmentsFieldOptions } from '../src/fields/Environments';
import { gatewayFieldOptions } from '../src/fields/Gateway';
import { hostnameFieldOptions } from '../src/fields/Hostname';
import { requestPreviewFieldOptions } from '../src/fields/RequestPreview';
import { secretPathFieldOptions } from '../src/fields/SecretPath';
import { tenantNameFieldOptions } from '../src/fields/TenantName';
import { tierFieldOptions } from '../src/fields/Tier';
import { weightsFieldOptions } from '../src/fields/Weights';

const manifest = {
  title: 'All form fields',
  steps: [
    {
      title: 'The tenant',
      schema: {
        type: 'object',
        required: ['tenant', 'environments', 'tier'],
        properties: {
          tenant: {
            title: 'Name',
            type: 'string',
            'ui:field': 'TenancyTenantName',
          },
          environments: {
            title: 'Environments',
            type: 'array',
            items: { type: 'string' },
            'ui:field': 'TenancyEnvironments',
          },
          tier: { title: 'Size', type: 'string', 'ui:field': 'TenancyTier' },
          preview: {
            title: 'What this will do',
            type: 'string',
            'ui:field': 'TenancyRequestPreview',
            'ui:options': {
              kind: 'Tenant',
              expect: 'create',
              name: 'tenant',
              spec: ['environments', 'tier'],
            },
          },
        },
      },
    },
    {
      title: 'The route',
      schema: {
        type: 'object',
        properties: {
          hostname: {
            title: 'Hostname',
            type: 'string',
            'ui:field': 'TenancyHostname',
            'ui:options': { tenant: 'tenant', environment: 'environments' },
          },
          gateway: {
            title: 'Gateway',
            type: 'string',
            'ui:field': 'TenancyGateway',
            'ui:options': { environments: 'environments' },
          },
          path: {
            title: 'Secret',
            type: 'string',
            'ui:field': 'TenancySecretPath',
            'ui:options': { tenant: 'tenant' },
          },
          backends: {
            title: 'Backends',
            type: 'array',
            items: { type: 'object' },
            'ui:field': 'TenancyWeights',
          },
        },
      },
    },
  ],
};

function FormPage() {
  const [created, setCreated] = useState<unknown>();
  return (
    <Container>
      <SecretsContextProvider>
        <Stepper
          manifest={manifest}
          extensions={[
            environmentsFieldOptions,
            gatewayFieldOptions,
            hostnameFieldOptions,
            requestPreviewFieldOptions,
            secretPathFieldOptions,
            tenantNameFieldOptions,
            tierFieldOptions,
            weightsFieldOptions,
          ].map(({ schema, ...field }) => ({
            ...field,
            schema: schema.schema,
          }))}
          onCreate={async values => setCreated(values)}
        />
      </SecretsContextProvider>
      {created !== undefined && <pre>{JSON.stringify(created, null, 2)}</pre>}
    </Container>
  );
}

/** A template wizard with all form fields, without a scaffolder. */
export const formStandIn = createFrontendPlugin({
  pluginId: 'form',
  title: 'Form',
  icon: <RiSurveyLine />,
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/form',
        routeRef: createRouteRef(),
        loader: async () => <FormPage />,
      },
    }),
  ],
});
