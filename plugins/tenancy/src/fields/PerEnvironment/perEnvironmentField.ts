import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonValue } from '@backstage/types';
import { keepsDraft, uiOf } from '../shared';
import { describeProblemAt, problemsIn } from '../Rows/problemsIn';
import { environmentSchema } from './environmentSchema';
import { PerEnvironment } from './PerEnvironment';
import { perEnvironmentSchema } from './schema';

/** The wizard asks no field below an environment, so this one answers for all of them. */
const validatePerEnvironment: CustomFieldValidator<
  Record<string, JsonValue>
> = (values, field, { schema }) => {
  const each = environmentSchema(schema, Object.keys(values ?? {}));
  for (const problem of problemsIn(each, uiOf(each), values)) {
    field.addError(describeProblemAt(problem));
  }
};

export const perEnvironmentFieldOptions = {
  name: 'TenancyPerEnvironment',
  component: keepsDraft(PerEnvironment),
  schema: perEnvironmentSchema,
  validation: validatePerEnvironment,
};

/** Form field `TenancyPerEnvironment`. */
export const perEnvironmentField = createFormField(perEnvironmentFieldOptions);
