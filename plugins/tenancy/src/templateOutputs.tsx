import { lazy, Suspense } from 'react';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const TenantOutputs = lazy(() =>
  import('./components/TenantOutputs').then(m => ({
    default: m.TenantOutputs,
  })),
);

/** The result screen of our own templates. */
export const templateOutputs = scaffolderTemplateOutputsBlueprint.make({
  params: {
    component: ({ output }) => (
      <Suspense fallback={null}>
        <TenantOutputs output={output} />
      </Suspense>
    ),
    templateRefs: [
      'tenant',
      'workload',
      'route',
      'secret',
      'application',
      'service',
    ].map(kind => `template:default/kubernetes-${kind}`),
  },
});
