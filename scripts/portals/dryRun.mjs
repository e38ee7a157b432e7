import { TENANT } from './startStock.mjs';

/** Runs the action that checks a request, without a template in the catalog. */
export const dryRun = {
  template: {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'check' },
    spec: {
      type: 'check',
      parameters: [],
      steps: [
        {
          id: 'check',
          name: 'Check',
          action: 'tenancy:check',
          input: {
            request: {
              apiVersion: 'tenancy.groundwork.dev/v1',
              kind: 'Workload',
              metadata: { name: 'tried', tenant: TENANT },
              spec: { image: 'registry.acme.example/payments/tried:1.0.0' },
            },
            reportOnly: true,
          },
        },
      ],
      output: {
        ok: '${{ steps.check.output.ok }}',
        checkedLive: '${{ steps.check.output.checkedLive }}',
        findings: '${{ steps.check.output.findings }}',
      },
    },
  },
  values: {},
  secrets: {},
  directoryContents: [],
};
