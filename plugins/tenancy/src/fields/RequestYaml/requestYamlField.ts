import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf } from '../../translations/forms';
import { keepsDraft, loadEngine, withReason } from '../shared';
import { describeProblem } from './describeProblem';
import { RequestYaml } from './RequestYaml';
import { requestYamlSchema, type RequestYamlOptions } from './schema';

const validateRequestYaml: CustomFieldValidator<
  string,
  RequestYamlOptions
> = async (text, field, { apiHolder }) => {
  if (!text?.trim()) {
    return;
  }
  const t = formTextsOf(apiHolder);
  const { checkRequestText } = await loadEngine();
  const checked = checkRequestText(text);
  if ('problems' in checked) {
    checked.problems.forEach(problem => {
      field.addError(describeProblem(problem, t));
    });
  }
};

export const requestYamlFieldOptions = {
  name: 'TenancyRequestYaml',
  component: keepsDraft(RequestYaml),
  schema: requestYamlSchema,
  validation: withReason(validateRequestYaml),
};

/** Form field `TenancyRequestYaml`. */
export const requestYamlField = createFormField(requestYamlFieldOptions);
