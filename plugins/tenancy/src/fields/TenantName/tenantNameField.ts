import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft, withReason } from '../shared';
import { tenancyApiRef } from '../../api';
import { findNameProblem } from './findNameProblem';
import { nameProblem } from './nameProblem';
import { tenantNameSchema } from './schema';
import { TenantName } from './TenantName';

const validateTenantName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder, formData },
) => {
  const api = apiHolder.get(tenancyApiRef);
  const problem = api
    ? await findNameProblem({ api, name, formData })
    : nameProblem(name);
  if (problem) {
    field.addError(problem);
  }
};

export const tenantNameFieldOptions = {
  name: 'TenancyTenantName',
  component: keepsDraft(TenantName),
  schema: tenantNameSchema,
  validation: withReason(validateTenantName),
};

/** Form field `TenancyTenantName`. */
export const tenantNameField = createFormField(tenantNameFieldOptions);
