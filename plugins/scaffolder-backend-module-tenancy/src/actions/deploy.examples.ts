import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:deploy`. */
export const examples: TemplateExample[] = [
  {
    description: 'Deploy a version of a workload to dev',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          action: 'tenancy:deploy',
          input: {
            tenant: 'payments',
            workload: 'api',
            image: ':1.4.3',
            environments: ['dev'],
          },
        },
      ],
    }),
  },
];
