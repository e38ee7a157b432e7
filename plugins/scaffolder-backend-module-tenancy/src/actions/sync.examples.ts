import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:sync`. */
export const examples: TemplateExample[] = [
  {
    description:
      'Sync the Application of a tenant in dev, and wait for the end',
    example: stringify({
      steps: [
        {
          id: 'sync',
          action: 'tenancy:sync',
          input: {
            tenant: 'payments',
            environment: 'dev',
            application: 'payments-dev',
            prune: true,
          },
        },
      ],
    }),
  },
];
