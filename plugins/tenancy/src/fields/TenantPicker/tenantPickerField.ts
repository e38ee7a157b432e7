import { identityApiRef } from '@backstage/core-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft, withReason } from '../shared';
import { tenancyApiRef } from '../../api';
import { ownTenants } from './ownTenants';
import { tenantPickerSchema } from './schema';
import { TenantPicker } from './TenantPicker';

const validateTenant: CustomFieldValidator<string> = async (
  tenant,
  field,
  { apiHolder },
) => {
  if (!tenant) {
    field.addError('Choose a tenant');
    return;
  }
  const identity = await apiHolder.get(identityApiRef)?.getBackstageIdentity();
  const tenants = await apiHolder.get(tenancyApiRef)?.getTenants();
  if (
    identity &&
    tenants &&
    !ownTenants(tenants.data.items, identity.ownershipEntityRefs).some(
      ({ name }) => name === tenant,
    )
  ) {
    field.addError(`You own no tenant "${tenant}"`);
  }
};

export const tenantPickerFieldOptions = {
  name: 'TenancyTenantPicker',
  component: keepsDraft(TenantPicker),
  schema: tenantPickerSchema,
  validation: withReason(validateTenant),
};

/** Form field `TenancyTenantPicker`. */
export const tenantPickerField = createFormField(tenantPickerFieldOptions);
