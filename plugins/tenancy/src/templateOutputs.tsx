import { lazy, Suspense } from 'react';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { requestTemplates } from '@groundwork/backstage-plugin-tenancy-common';
import { templateRefsSchema } from './templateRefsSchema';

const TenantOutputs = lazy(() =>
  import('./components/TenantOutputs').then(m => ({
    default: m.TenantOutputs,
  })),
);

/**
 * The result screen of the templates with the forms of requests: as they are shipped, and of those that `templateRefs` names beside
 * them. The scaffolder looks screens up by reference, before anything of the template is known.
 */
export const templateOutputs =
  scaffolderTemplateOutputsBlueprint.makeWithOverrides({
    configSchema: { templateRefs: templateRefsSchema },
    factory: (make, { config }) =>
      make({
        component: ({ output }) => (
          <Suspense fallback={null}>
            <TenantOutputs output={output} />
          </Suspense>
        ),
        templateRefs: [
          ...requestTemplates.map(name => `template:default/${name}`),
          ...(config.templateRefs ?? []),
        ],
      }),
  });
