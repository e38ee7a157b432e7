import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft } from '../shared';
import { PortRef } from './PortRef';
import { portProblem } from './portProblem';
import { portRefSchema } from './schema';

const validatePortRef: CustomFieldValidator<string | number> = (
  port,
  field,
) => {
  const problem = port === undefined ? undefined : portProblem(port);
  if (problem) {
    field.addError(problem);
  }
};

export const portRefFieldOptions = {
  name: 'TenancyPortRef',
  component: keepsDraft(PortRef),
  schema: portRefSchema,
  validation: validatePortRef,
};

/** Form field `TenancyPortRef`. */
export const portRefField = createFormField(portRefFieldOptions);
