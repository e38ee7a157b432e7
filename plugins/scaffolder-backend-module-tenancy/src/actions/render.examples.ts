import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:render`. */
export const examples: TemplateExample[] = [
  {
    description: 'Render a tenant again after an upgrade',
    example: stringify({
      steps: [
        {
          id: 'render',
          action: 'tenancy:render',
          input: { tenant: 'payments' },
        },
      ],
    }),
  },
];
