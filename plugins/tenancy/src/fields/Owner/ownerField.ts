import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft } from '../shared';
import { Owner } from './Owner';
import { ownerSchema } from './schema';

/** Whether the group is one of the user's, the preview says: those who run the platform may name any. */
const validateOwner: CustomFieldValidator<string> = (owner, field) => {
  if (!owner) {
    field.addError('Choose the group that owns it');
  }
};

export const ownerFieldOptions = {
  name: 'TenancyOwner',
  component: keepsDraft(Owner),
  schema: ownerSchema,
  validation: validateOwner,
};

/** Form field `TenancyOwner`. */
export const ownerField = createFormField(ownerFieldOptions);
