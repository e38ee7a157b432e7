import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft, withReason } from '../shared';
import { Environments } from './Environments';
import { environmentsSchema } from './schema';
import { validateEnvironments } from './validateEnvironments';

export const environmentsFieldOptions = {
  name: 'TenancyEnvironments',
  component: keepsDraft(Environments),
  schema: environmentsSchema,
  validation: withReason(validateEnvironments),
};

/** Form field `TenancyEnvironments`. */
export const environmentsField = createFormField(environmentsFieldOptions);
