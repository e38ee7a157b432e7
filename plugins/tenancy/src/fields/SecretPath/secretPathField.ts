import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { onPaper, withReason } from '../shared';
import { tenancyApiRef } from '../../api';
import { secretPathSchema, type SecretPathOptions } from './schema';
import { SecretPath } from './SecretPath';
import { pathProblem, secretPrefix } from './secretPrefix';

const validateSecretPath: CustomFieldValidator<
  string,
  SecretPathOptions
> = async (path, field, { apiHolder, formData, uiSchema }) => {
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  const found =
    platform && secretPrefix(platform, formData, uiSchema?.['ui:options']);
  const problem = found && pathProblem(path, found);
  if (problem) {
    field.addError(problem);
  }
};

export const secretPathFieldOptions = {
  name: 'TenancySecretPath',
  component: onPaper(SecretPath),
  schema: secretPathSchema,
  validation: withReason(validateSecretPath),
};

/** Form field `TenancySecretPath`. */
export const secretPathField = createFormField(secretPathFieldOptions);
