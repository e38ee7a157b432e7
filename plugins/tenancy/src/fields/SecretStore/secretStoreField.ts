import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenancyApiRef } from '../../api';
import { readChosenEnvironments } from '../Environments/chosenEnvironments';
import { keepsDraft, withReason } from '../shared';
import { offeredStores } from './offeredStores';
import { type SecretStoreOptions, secretStoreSchema } from './schema';
import { SecretStore } from './SecretStore';

const validateSecretStore: CustomFieldValidator<
  string,
  SecretStoreOptions
> = async (store, field, { apiHolder, formData, uiSchema }) => {
  if (!store) {
    field.addError('Choose a store');
    return;
  }
  const api = apiHolder.get(tenancyApiRef);
  const platform = await api?.getPlatform();
  const environments = await readChosenEnvironments(
    api,
    formData,
    uiSchema?.['ui:options'],
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
