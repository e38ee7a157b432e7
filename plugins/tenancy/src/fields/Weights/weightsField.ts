import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft } from '../shared';
import { weightsSchema, type WeightedBackend } from './schema';
import { splitProblem } from './shares';
import { Weights } from './Weights';

const validateWeights: CustomFieldValidator<WeightedBackend[]> = (
  backends,
  field,
) => {
  const problem = splitProblem(backends);
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
