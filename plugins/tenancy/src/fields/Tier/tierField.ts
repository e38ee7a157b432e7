import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft, withReason } from '../shared';
import { tierSchema } from './schema';
import { Tier } from './Tier';
import { validateTier } from './validateTier';

export const tierFieldOptions = {
  name: 'TenancyTier',
  component: keepsDraft(Tier),
  schema: tierSchema,
  validation: withReason(validateTier),
};

/** Form field `TenancyTier`. */
export const tierField = createFormField(tierFieldOptions);
