import {
  createScaffolderFieldExtension,
  type CustomFieldValidator,
  type FieldExtensionComponentProps,
  type FieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { endpointFieldOptions } from './fields/Endpoint';
import { environmentsFieldOptions } from './fields/Environments';
import { gatewayFieldOptions } from './fields/Gateway';
import { hostnameFieldOptions } from './fields/Hostname';
import { ownerFieldOptions } from './fields/Owner';
import { perEnvironmentFieldOptions } from './fields/PerEnvironment';
import { portRefFieldOptions } from './fields/PortRef';
import { requestLoaderFieldOptions } from './fields/RequestLoader';
import { requestNameFieldOptions } from './fields/RequestName';
import { requestPreviewFieldOptions } from './fields/RequestPreview';
import { requestYamlFieldOptions } from './fields/RequestYaml';
import { rowsFieldOptions } from './fields/Rows';
import { secretPathFieldOptions } from './fields/SecretPath';
import { secretStoreFieldOptions } from './fields/SecretStore';
import { tenantNameFieldOptions } from './fields/TenantName';
import { tenantPickerFieldOptions } from './fields/TenantPicker';
import { textFieldOptions } from './fields/Text';
import { tierFieldOptions } from './fields/Tier';
import { variablesFieldOptions } from './fields/Variables';
import { weightsFieldOptions } from './fields/Weights';
import { tenancyPlugin } from './legacyPlugin';

function provideField<TValue, TOptions extends {}>(options: {
  name: string;
  component: (
    props: FieldExtensionComponentProps<TValue, TOptions>,
  ) => JSX.Element | null;
  schema: FieldSchema<TValue, TOptions>;
  validation?: CustomFieldValidator<TValue, TOptions>;
}) {
  return tenancyPlugin.provide(
    createScaffolderFieldExtension<TValue, TOptions>({
      ...options,
      // The old system wants the plain JSON schema.
      schema: options.schema.schema,
    }),
  );
}

/**
 * Form field `TenancyTenantName`: the name of a new tenant.
 *
 * @public
 */
export const TenancyTenantNameFieldExtension = provideField(
  tenantNameFieldOptions,
);

/**
 * Form field `TenancyTenantPicker`: one of the user's own tenants.
 *
 * @public
 */
export const TenancyTenantPickerFieldExtension = provideField(
  tenantPickerFieldOptions,
);

/**
 * Form field `TenancyEnvironments`: environments of the platform.
 *
 * @public
 */
export const TenancyEnvironmentsFieldExtension = provideField(
  environmentsFieldOptions,
);

/**
 * Form field `TenancyTier`: a tier of the platform.
 *
 * @public
 */
export const TenancyTierFieldExtension = provideField(tierFieldOptions);

/**
 * Form field `TenancyHostname`: a hostname inside the tenant's domains.
 *
 * @public
 */
export const TenancyHostnameFieldExtension = provideField(hostnameFieldOptions);

/**
 * Form field `TenancyGateway`: a gateway that the platform offers.
 *
 * @public
 */
export const TenancyGatewayFieldExtension = provideField(gatewayFieldOptions);

/**
 * Form field `TenancySecretPath`: a path in a secret store under the tenant's prefix.
 *
 * @public
 */
export const TenancySecretPathFieldExtension = provideField(
  secretPathFieldOptions,
);

/**
 * Form field `TenancyWeights`: backends with their shares.
 *
 * @public
 */
export const TenancyWeightsFieldExtension = provideField(weightsFieldOptions);

/**
 * Form field `TenancyRequestPreview`: what the request would write, live.
 *
 * @public
 */
export const TenancyRequestPreviewFieldExtension = provideField(
  requestPreviewFieldOptions,
);

/**
 * Form field `TenancyRequestName`: the name of a new request, or one that is there.
 *
 * @public
 */
export const TenancyRequestNameFieldExtension = provideField(
  requestNameFieldOptions,
);

/**
 * Form field `TenancyRequest`, for a whole page: fills a change form from the request file.
 *
 * @public
 */
export const TenancyRequestFieldExtension = provideField(
  requestLoaderFieldOptions,
);

/**
 * Form field `TenancyRequestYaml`: the whole request as YAML, for what the form does not show.
 *
 * @public
 */
export const TenancyRequestYamlFieldExtension = provideField(
  requestYamlFieldOptions,
);

/**
 * Form field `TenancyPerEnvironment`: what each environment has of its own.
 *
 * @public
 */
export const TenancyPerEnvironmentFieldExtension = provideField(
  perEnvironmentFieldOptions,
);

/**
 * Form field `TenancyPortRef`: a port by its name or number.
 *
 * @public
 */
export const TenancyPortRefFieldExtension = provideField(portRefFieldOptions);

/**
 * Form field `TenancySecretStore`: a secret store that the platform offers.
 *
 * @public
 */
export const TenancySecretStoreFieldExtension = provideField(
  secretStoreFieldOptions,
);

/**
 * Form field `TenancyEndpoint`: an endpoint that environments offer to triggers of scalers.
 *
 * @public
 */
export const TenancyEndpointFieldExtension = provideField(endpointFieldOptions);

/**
 * Form field `TenancyText`: a line of text that says in words what is wrong with it.
 *
 * @public
 */
export const TenancyTextFieldExtension = provideField(textFieldOptions);

/**
 * Form field `TenancyOwner`: one of the user's own groups.
 *
 * @public
 */
export const TenancyOwnerFieldExtension = provideField(ownerFieldOptions);

/**
 * Form field `TenancyRows`: a list of texts or of small objects.
 *
 * @public
 */
export const TenancyRowsFieldExtension = provideField(rowsFieldOptions);

/**
 * Form field `TenancyVariables`: values by name, such as environment variables.
 *
 * @public
 */
export const TenancyVariablesFieldExtension = provideField(
  variablesFieldOptions,
);
