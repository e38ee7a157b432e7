import { lazy, Suspense } from 'react';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { requestTemplates } from '@groundwork/backstage-plugin-tenancy-common';

const TenantOutputs = lazy(() =>
  import('./components/TenantOutputs').then(m => ({
    default: m.TenantOutputs,
  })),
);

/** The result screen of the templates with the forms of requests, and of those that the configuration names. */
export const templateOutputs =
  scaffolderTemplateOutputsBlueprint.makeWithOverrides({
    config: {
      schema: {
        /** Entity references of further templates whose tasks end on this screen. */
        templates: z => z.array(z.string()).default([]),
      },
    },
    factory: (originalFactory, { config }) =>
      originalFactory({
        component: ({ output }) => (
          <Suspense fallback={null}>
            <TenantOutputs output={output} />
          </Suspense>
        ),
        templateRefs: [
          ...requestTemplates.map(name => `template:default/${name}`),
          ...config.templates,
        ],
      }),
  });
