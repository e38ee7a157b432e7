import { endpointSchema } from './fields/Endpoint/schema';
import { environmentsSchema } from './fields/Environments/schema';
import { gatewaySchema } from './fields/Gateway/schema';
import { hostnameSchema } from './fields/Hostname/schema';
import { ownerSchema } from './fields/Owner/schema';
import { perEnvironmentSchema } from './fields/PerEnvironment/schema';
import { portRefSchema } from './fields/PortRef/schema';
import { requestLoaderSchema } from './fields/RequestLoader/schema';
import { requestNameSchema } from './fields/RequestName/schema';
import { requestPreviewSchema } from './fields/RequestPreview/schema';
import { requestYamlSchema } from './fields/RequestYaml/schema';
import { rowsSchema } from './fields/Rows/schema';
import { secretPathSchema } from './fields/SecretPath/schema';
import { secretStoreSchema } from './fields/SecretStore/schema';
import { tenantNameSchema } from './fields/TenantName/schema';
import { tenantPickerSchema } from './fields/TenantPicker/schema';
import { textSchema } from './fields/Text/schema';
import { tierSchema } from './fields/Tier/schema';
import { variablesSchema } from './fields/Variables/schema';
import { weightsSchema } from './fields/Weights/schema';
import { provideField } from './provideField';

/**
 * Form field `TenancyTenantName`: the name of a new tenant.
 *
 * @public
 */
export const TenancyTenantNameFieldExtension = provideField({
  name: 'TenancyTenantName',
  schema: tenantNameSchema,
  load: () => import('./fields/TenantName').then(m => m.tenantNameFieldOptions),
});

/**
 * Form field `TenancyTenantPicker`: one of the user's own tenants.
 *
 * @public
 */
export const TenancyTenantPickerFieldExtension = provideField({
  name: 'TenancyTenantPicker',
  schema: tenantPickerSchema,
  load: () =>
    import('./fields/TenantPicker').then(m => m.tenantPickerFieldOptions),
});

/**
 * Form field `TenancyEnvironments`: environments of the platform.
 *
 * @public
 */
export const TenancyEnvironmentsFieldExtension = provideField({
  name: 'TenancyEnvironments',
  schema: environmentsSchema,
  load: () =>
    import('./fields/Environments').then(m => m.environmentsFieldOptions),
});

/**
 * Form field `TenancyTier`: a tier of the platform.
 *
 * @public
 */
export const TenancyTierFieldExtension = provideField({
  name: 'TenancyTier',
  schema: tierSchema,
  load: () => import('./fields/Tier').then(m => m.tierFieldOptions),
});

/**
 * Form field `TenancyHostname`: a hostname inside the tenant's domains.
 *
 * @public
 */
export const TenancyHostnameFieldExtension = provideField({
  name: 'TenancyHostname',
  schema: hostnameSchema,
  load: () => import('./fields/Hostname').then(m => m.hostnameFieldOptions),
});

/**
 * Form field `TenancyGateway`: a gateway that the platform offers.
 *
 * @public
 */
export const TenancyGatewayFieldExtension = provideField({
  name: 'TenancyGateway',
  schema: gatewaySchema,
  load: () => import('./fields/Gateway').then(m => m.gatewayFieldOptions),
});

/**
 * Form field `TenancySecretPath`: a path in a secret store under the tenant's prefix.
 *
 * @public
 */
export const TenancySecretPathFieldExtension = provideField({
  name: 'TenancySecretPath',
  schema: secretPathSchema,
  load: () => import('./fields/SecretPath').then(m => m.secretPathFieldOptions),
});

/**
 * Form field `TenancyWeights`: backends with their shares.
 *
 * @public
 */
export const TenancyWeightsFieldExtension = provideField({
  name: 'TenancyWeights',
  schema: weightsSchema,
  load: () => import('./fields/Weights').then(m => m.weightsFieldOptions),
});

/**
 * Form field `TenancyRequestPreview`: what the request would write, live.
 *
 * @public
 */
export const TenancyRequestPreviewFieldExtension = provideField({
  name: 'TenancyRequestPreview',
  schema: requestPreviewSchema,
  load: () =>
    import('./fields/RequestPreview').then(m => m.requestPreviewFieldOptions),
});

/**
 * Form field `TenancyRequestName`: the name of a new request, or one that is there.
 *
 * @public
 */
export const TenancyRequestNameFieldExtension = provideField({
  name: 'TenancyRequestName',
  schema: requestNameSchema,
  load: () =>
    import('./fields/RequestName').then(m => m.requestNameFieldOptions),
});

/**
 * Form field `TenancyRequest`, for a whole page: fills a change form from the request file.
 *
 * @public
 */
export const TenancyRequestFieldExtension = provideField({
  name: 'TenancyRequest',
  schema: requestLoaderSchema,
  load: () =>
    import('./fields/RequestLoader').then(m => m.requestLoaderFieldOptions),
});

/**
 * Form field `TenancyRequestYaml`: the whole request as YAML, for what the form does not show.
 *
 * @public
 */
export const TenancyRequestYamlFieldExtension = provideField({
  name: 'TenancyRequestYaml',
  schema: requestYamlSchema,
  load: () =>
    import('./fields/RequestYaml').then(m => m.requestYamlFieldOptions),
});

/**
 * Form field `TenancyPerEnvironment`: what each environment has of its own.
 *
 * @public
 */
export const TenancyPerEnvironmentFieldExtension = provideField({
  name: 'TenancyPerEnvironment',
  schema: perEnvironmentSchema,
  load: () =>
    import('./fields/PerEnvironment').then(m => m.perEnvironmentFieldOptions),
});

/**
 * Form field `TenancyPortRef`: a port by its name or number.
 *
 * @public
 */
export const TenancyPortRefFieldExtension = provideField({
  name: 'TenancyPortRef',
  schema: portRefSchema,
  load: () => import('./fields/PortRef').then(m => m.portRefFieldOptions),
});

/**
 * Form field `TenancySecretStore`: a secret store that the platform offers.
 *
 * @public
 */
export const TenancySecretStoreFieldExtension = provideField({
  name: 'TenancySecretStore',
  schema: secretStoreSchema,
  load: () =>
    import('./fields/SecretStore').then(m => m.secretStoreFieldOptions),
});

/**
 * Form field `TenancyEndpoint`: an endpoint that environments offer to triggers of scalers.
 *
 * @public
 */
export const TenancyEndpointFieldExtension = provideField({
  name: 'TenancyEndpoint',
  schema: endpointSchema,
  load: () => import('./fields/Endpoint').then(m => m.endpointFieldOptions),
});

/**
 * Form field `TenancyText`: a line of text that says in words what is wrong with it.
 *
 * @public
 */
export const TenancyTextFieldExtension = provideField({
  name: 'TenancyText',
  schema: textSchema,
  load: () => import('./fields/Text').then(m => m.textFieldOptions),
});

/**
 * Form field `TenancyOwner`: one of the user's own groups.
 *
 * @public
 */
export const TenancyOwnerFieldExtension = provideField({
  name: 'TenancyOwner',
  schema: ownerSchema,
  load: () => import('./fields/Owner').then(m => m.ownerFieldOptions),
});

/**
 * Form field `TenancyRows`: a list of texts or of small objects.
 *
 * @public
 */
export const TenancyRowsFieldExtension = provideField({
  name: 'TenancyRows',
  schema: rowsSchema,
  load: () => import('./fields/Rows').then(m => m.rowsFieldOptions),
});

/**
 * Form field `TenancyVariables`: values by name, such as environment variables.
 *
 * @public
 */
export const TenancyVariablesFieldExtension = provideField({
  name: 'TenancyVariables',
  schema: variablesSchema,
  load: () => import('./fields/Variables').then(m => m.variablesFieldOptions),
});
