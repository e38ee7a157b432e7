import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:git:push`. */
export const examples: TemplateExample[] = [
  {
    description: 'Commit what tenancy:tenant rendered',
    example: stringify({
      steps: [
        {
          id: 'push',
          action: 'tenancy:git:push',
          input: {
            tenant: '${{ parameters.tenant }}',
            ask: '${{ steps.render.output.ask }}',
            title: '${{ steps.render.output.title }}',
          },
        },
      ],
    }),
  },
];
