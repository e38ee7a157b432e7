import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenancyApiRef } from '../../api';
import { keepsDraft, textsOf, withReason } from '../shared';
import { offeredStores } from './offeredStores';
import { secretStoreSchema } from './schema';
import { SecretStore } from './SecretStore';

const validateSecretStore: CustomFieldValidator<
  string,
  { environments?: string }
> = async (store, field, { apiHolder, formData, uiSchema }) => {
  if (!store) {
    field.addError('Choose a store');
    return;
  }
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  const environments = textsOf(
    formData,
    uiSchema?.['ui:options']?.environments,
  );
  if (
    platform &&
    !offeredStores(platform, environments).some(({ name }) => name === store)
  ) {
    field.addError(`"${store}" is no secret store of all chosen environments`);
  }
};

export const secretStoreFieldOptions = {
  name: 'TenancySecretStore',
  component: keepsDraft(SecretStore),
  schema: secretStoreSchema,
  validation: withReason(validateSecretStore),
};

/** Form field `TenancySecretStore`. */
export const secretStoreField = createFormField(secretStoreFieldOptions);
