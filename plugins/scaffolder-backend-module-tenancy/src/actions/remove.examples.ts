import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:remove`. */
export const examples: TemplateExample[] = [
  {
    description: 'Remove a workload, and all that it runs',
    example: stringify({
      steps: [
        {
          id: 'render',
          action: 'tenancy:remove',
          input: {
            tenant: 'payments',
            kind: 'Workload',
            name: 'api',
            confirmed: ['*'],
          },
        },
      ],
    }),
  },
];
