import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:revert`. */
export const examples: TemplateExample[] = [
  {
    description: 'Take back what a commit changed of a workload',
    example: stringify({
      steps: [
        {
          id: 'revert',
          action: 'tenancy:revert',
          input: {
            tenant: 'payments',
            kind: 'Workload',
            name: 'api',
            commit: '3f9c2e1d5b7a9c0e2f4a6b8c0d1e3f5a7b9c1d3e',
          },
        },
      ],
    }),
  },
];
