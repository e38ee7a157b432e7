import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

export const formFields = [
  FormFieldBlueprint.make({
    name: 'tenant-name',
    params: {
      field: () => import('./fields/TenantName').then(m => m.tenantNameField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'tenant-picker',
    params: {
      field: () =>
        import('./fields/TenantPicker').then(m => m.tenantPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'environments',
    params: {
      field: () =>
        import('./fields/Environments').then(m => m.environmentsField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'tier',
    params: { field: () => import('./fields/Tier').then(m => m.tierField) },
  }),
  FormFieldBlueprint.make({
    name: 'hostname',
    params: {
      field: () => import('./fields/Hostname').then(m => m.hostnameField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'gateway',
    params: {
      field: () => import('./fields/Gateway').then(m => m.gatewayField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'secret-path',
    params: {
      field: () => import('./fields/SecretPath').then(m => m.secretPathField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'weights',
    params: {
      field: () => import('./fields/Weights').then(m => m.weightsField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'request-preview',
    params: {
      field: () =>
        import('./fields/RequestPreview').then(m => m.requestPreviewField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'request-yaml',
    params: {
      field: () => import('./fields/RequestYaml').then(m => m.requestYamlField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'per-environment',
    params: {
      field: () =>
        import('./fields/PerEnvironment').then(m => m.perEnvironmentField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'port-ref',
    params: {
      field: () => import('./fields/PortRef').then(m => m.portRefField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'secret-store',
    params: {
      field: () => import('./fields/SecretStore').then(m => m.secretStoreField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'endpoint',
    params: {
      field: () => import('./fields/Endpoint').then(m => m.endpointField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'request-name',
    params: {
      field: () => import('./fields/RequestName').then(m => m.requestNameField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'text',
    params: { field: () => import('./fields/Text').then(m => m.textField) },
  }),
  FormFieldBlueprint.make({
    name: 'rows',
    params: { field: () => import('./fields/Rows').then(m => m.rowsField) },
  }),
  FormFieldBlueprint.make({
    name: 'variables',
    params: {
      field: () => import('./fields/Variables').then(m => m.variablesField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'owner',
    params: { field: () => import('./fields/Owner').then(m => m.ownerField) },
  }),
  FormFieldBlueprint.make({
    name: 'request',
    params: {
      field: () =>
        import('./fields/RequestLoader').then(m => m.requestLoaderField),
    },
  }),
];
