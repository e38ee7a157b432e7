import { useParams } from 'react-router-dom';
import { useApiHolder } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { skipToken } from '@tanstack/react-query';
import { useTenancyQuery } from '../../queries';
import type { WizardPage } from './fieldPlaces';

const NONE: WizardPage[] = [];

/** The pages of the wizard that one is in; none where it is not the scaffolder's own. */
export function useWizardPages(): WizardPage[] {
  const { namespace = 'default', templateName } = useParams();
  const scaffolder = useApiHolder().get(scaffolderApiRef);
  const template = templateName && `template:${namespace}/${templateName}`;
  const { data } = useTenancyQuery({
    queryKey: ['templates', template],
    queryFn:
      scaffolder && template
        ? async () =>
            (await scaffolder.getTemplateParameterSchema(template)).steps
        : skipToken,
  });
  return data ?? NONE;
}
