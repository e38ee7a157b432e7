import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const step = (input: Record<string, unknown>) =>
  stringify({ steps: [{ id: 'render', action: 'tenancy:tenant', input }] });

/** Examples of `tenancy:tenant`. */
export const examples: TemplateExample[] = [
  {
    description: 'A small tenant in two environments',
    example: step({
      tenant: 'payments',
      owner: 'group:default/payments',
      environments: ['dev', 'prod'],
      tier: 'small',
    }),
  },
  {
    description:
      'Change the tier of a tenant that exists, and let it read charts; everything else stays',
    example: step({
      tenant: 'payments',
      tier: 'large',
      spec: { repositories: ['registry.acme.example/charts'] },
      mode: 'change',
    }),
  },
];
