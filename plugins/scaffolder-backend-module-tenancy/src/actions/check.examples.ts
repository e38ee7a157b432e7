import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:check`. */
export const examples: TemplateExample[] = [
  {
    description: 'Report what the checks say of a request',
    example: stringify({
      steps: [
        {
          id: 'check',
          action: 'tenancy:check',
          input: {
            reportOnly: true,
            request: {
              apiVersion: 'tenancy.groundwork.dev/v1',
              kind: 'Tenant',
              metadata: { name: 'payments' },
              spec: {
                owner: 'group:default/payments',
                environments: ['dev'],
                tier: 'small',
              },
            },
          },
        },
      ],
    }),
  },
];
