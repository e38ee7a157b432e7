import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const input = { tenant: 'payments', kind: 'Workload', name: 'api' };

function steps(more: object): string {
  return stringify({
    steps: [
      { id: 'render', action: 'tenancy:copy', input: { ...input, ...more } },
    ],
  });
}

/** Examples of `tenancy:copy`. */
export const copyExamples: TemplateExample[] = [
  {
    description: 'The same workload a second time',
    example: steps({ toName: 'api-next' }),
  },
  {
    description: 'Another name; the old one goes',
    example: steps({ toName: 'gateway', rename: true, confirmed: ['*'] }),
  },
];
