import useAsync from 'react-use/esm/useAsync';
import { useParams } from 'react-router-dom';
import { useApiHolder } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { WizardPage } from './fieldPlaces';

const NONE: WizardPage[] = [];

/** The pages of the wizard that one is in; none where it is not the scaffolder's own. */
export function useWizardPages(): WizardPage[] {
  const apis = useApiHolder();
  const { namespace = 'default', templateName } = useParams();
  const { value } = useAsync(async () => {
    const scaffolder = apis.get(scaffolderApiRef);
    const manifest =
      templateName === undefined
        ? undefined
        : await scaffolder?.getTemplateParameterSchema(
            `template:${namespace}/${templateName}`,
          );
    return manifest?.steps;
  }, [apis, namespace, templateName]);
  return value ?? NONE;
}
