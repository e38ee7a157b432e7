import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf } from '../../translations/forms';
import { keepsDraft } from '../shared';
import { weightsSchema, type WeightedBackend } from './schema';
import { splitProblem } from './shares';
import { Weights } from './Weights';

const validateWeights: CustomFieldValidator<WeightedBackend[]> = (
  backends,
  field,
  { apiHolder },
) => {
  // A route that only sends elsewhere has none; whether this one needs some, the preview says.
  const problem =
    backends && backends.length > 0
      ? splitProblem(backends, formTextsOf(apiHolder))
      : undefined;
  if (problem) {
    field.addError(problem);
  }
};

export const weightsFieldOptions = {
  name: 'TenancyWeights',
  component: keepsDraft(Weights),
  schema: weightsSchema,
  validation: validateWeights,
};

/** Form field `TenancyWeights`. */
export const weightsField = createFormField(weightsFieldOptions);
