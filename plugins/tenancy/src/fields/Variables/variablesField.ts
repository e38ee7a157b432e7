import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf } from '../../translations/forms';
import { keepsDraft } from '../shared';
import { type VariablesOptions, variablesSchema } from './schema';
import { Variables } from './Variables';
import { variableProblems } from './variableRows';

const validateVariables: CustomFieldValidator<
  Record<string, string>,
  VariablesOptions
> = (variables, field, { uiSchema, apiHolder }) => {
  const is = uiSchema?.['ui:options']?.is;
  for (const problem of variableProblems(
    variables ?? {},
    formTextsOf(apiHolder),
    is,
  )) {
    field.addError(problem);
  }
};

export const variablesFieldOptions = {
  name: 'TenancyVariables',
  component: keepsDraft(Variables),
  schema: variablesSchema,
  validation: validateVariables,
};

/** Form field `TenancyVariables`. */
export const variablesField = createFormField(variablesFieldOptions);
