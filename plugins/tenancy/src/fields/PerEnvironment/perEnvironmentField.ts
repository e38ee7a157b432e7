import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft } from '../shared';
import { PerEnvironment } from './PerEnvironment';
import { perEnvironmentSchema } from './schema';

export const perEnvironmentFieldOptions = {
  name: 'TenancyPerEnvironment',
  component: keepsDraft(PerEnvironment),
  schema: perEnvironmentSchema,
};

/** Form field `TenancyPerEnvironment`. */
export const perEnvironmentField = createFormField(perEnvironmentFieldOptions);
