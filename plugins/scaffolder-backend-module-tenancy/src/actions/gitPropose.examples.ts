import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:git:propose`. */
export const examples: TemplateExample[] = [
  {
    description: 'Open a pull request of what tenancy:route rendered',
    example: stringify({
      steps: [
        {
          id: 'propose',
          action: 'tenancy:git:propose',
          input: {
            tenant: '${{ parameters.tenant }}',
            ask: '${{ steps.render.output.ask }}',
            branch: '${{ steps.render.output.branch }}',
            title: '${{ steps.render.output.title }}',
            body: '${{ steps.render.output.body }}',
          },
        },
      ],
    }),
  },
];
