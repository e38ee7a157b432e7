import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `tenancy:platform`. */
export const examples: TemplateExample[] = [
  {
    description: 'Render the guard rails into the workspace',
    example: stringify({
      steps: [{ id: 'render', action: 'tenancy:platform', input: {} }],
    }),
  },
];
