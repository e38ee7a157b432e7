import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:wait`. */
export const examples: TemplateExample[] = [
  {
    description: 'Wait until a tenant is healthy in dev',
    example: stringify({
      steps: [
        {
          id: 'wait',
          action: 'tenancy:wait',
          input: { tenant: 'payments', environments: ['dev'], timeout: 60 },
        },
      ],
    }),
  },
];
