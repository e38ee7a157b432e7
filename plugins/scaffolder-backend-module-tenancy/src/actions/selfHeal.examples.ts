import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const input = {
  tenant: 'payments',
  kind: 'Tenant',
  name: 'payments',
  environment: 'dev',
};

/** Examples of `tenancy:self-heal`. */
export const examples: TemplateExample[] = [
  {
    description: "Pause self-heal of a tenant's own Application in dev",
    example: stringify({
      steps: [
        {
          id: 'pause',
          action: 'tenancy:self-heal',
          input: { ...input, until: '2026-11-30T18:00:00Z' },
        },
      ],
    }),
  },
  {
    description: 'Resume it',
    example: stringify({
      steps: [{ id: 'resume', action: 'tenancy:self-heal', input }],
    }),
  },
];
