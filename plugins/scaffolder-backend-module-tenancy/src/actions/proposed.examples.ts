import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:proposed`. */
export const examples: TemplateExample[] = [
  {
    description: 'After publish:github:pull-request',
    example: stringify({
      steps: [
        {
          id: 'proposed',
          action: 'tenancy:proposed',
          input: {
            tenant: 'payments',
            kind: 'Tenant',
            name: 'payments',
            url: 'https://github.com/acme/estate/pull/7',
          },
        },
      ],
    }),
  },
];
