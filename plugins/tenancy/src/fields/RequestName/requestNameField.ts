import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenantKind } from '@groundwork/backstage-plugin-tenancy-common';
import { formTextsOf } from '../../translations/forms';
import { keepsDraft, kindFromForm } from '../shared';
import { nameProblem } from '../TenantName/nameProblem';
import { tenantNameFieldOptions } from '../TenantName';
import { isNewName } from './isNewName';
import { RequestName } from './RequestName';
import { requestNameSchema, type RequestNameOptions } from './schema';

const validateRequestName: CustomFieldValidator<
  string,
  RequestNameOptions
> = async (name, field, context) => {
  const t = formTextsOf(context.apiHolder);
  const options = context.uiSchema?.['ui:options'];
  if (!isNewName(context.formData, options)) {
    if (!name) {
      field.addError(t('request.choose'));
    }
    return;
  }
  if (options && kindFromForm(context.formData, options) === tenantKind) {
    await tenantNameFieldOptions.validation(name, field, {
      ...context,
      uiSchema: {},
    });
    return;
  }
  const problem = nameProblem(name, t);
  if (problem) {
    field.addError(problem);
  }
};

export const requestNameFieldOptions = {
  name: 'TenancyRequestName',
  component: keepsDraft(RequestName),
  schema: requestNameSchema,
  validation: validateRequestName,
};

/** Form field `TenancyRequestName`. */
export const requestNameField = createFormField(requestNameFieldOptions);
