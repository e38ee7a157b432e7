import { lazy, Suspense } from 'react';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { requestTemplates } from '@groundwork/backstage-plugin-tenancy-common';

const TenantOutputs = lazy(() =>
  import('./components/TenantOutputs').then(m => ({
    default: m.TenantOutputs,
  })),
);

/** The result screen of the templates with the forms of requests. */
export const templateOutputs = scaffolderTemplateOutputsBlueprint.make({
  params: {
    component: ({ output }) => (
      <Suspense fallback={null}>
        <TenantOutputs output={output} />
      </Suspense>
    ),
    templateRefs: requestTemplates.map(name => `template:default/${name}`),
  },
});
