import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf } from '../../translations/forms';
import { keepsDraft, rowProblem, withReason } from '../shared';
import { tenancyApiRef } from '../../api';
import { secretPathSchema, type SecretPathOptions } from './schema';
import { SecretPath } from './SecretPath';
import { pathProblem, secretPrefix } from './secretPrefix';

const NAME = 'TenancySecretPath';

type Ui = Record<
  string,
  { 'ui:field'?: string; 'ui:options'?: SecretPathOptions }
>;

const validateSecretPath: CustomFieldValidator<
  string,
  SecretPathOptions
> = async (value: unknown, field, { apiHolder, formData, uiSchema }) => {
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  if (!platform) {
    return;
  }
  const t = formTextsOf(apiHolder);
  const check = (path: unknown, options?: SecretPathOptions, row?: number) => {
    const found = secretPrefix(platform, formData, options);
    const problem = found && pathProblem(String(path ?? ''), found, t);
    if (problem) {
      field.addError(row === undefined ? problem : rowProblem(row, problem, t));
    }
  };
  if (!Array.isArray(value)) {
    check(value, uiSchema?.['ui:options']);
    return;
  }
  // Within a list the wizard hands over all of it, with the options of each field of a row.
  const columns = Object.entries((uiSchema ?? {}) as Ui).filter(
    ([, ui]) => ui?.['ui:field'] === NAME,
  );
  value.forEach((row, index) =>
    columns.forEach(([column, ui]) =>
      check(row?.[column], ui['ui:options'], index),
    ),
  );
};

export const secretPathFieldOptions = {
  name: NAME,
  component: keepsDraft(SecretPath),
  schema: secretPathSchema,
  validation: withReason(validateSecretPath),
};

/** Form field `TenancySecretPath`. */
export const secretPathField = createFormField(secretPathFieldOptions);
