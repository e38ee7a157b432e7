import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { useEffect } from 'react';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import {
  readChosenEnvironments,
  useChosenEnvironments,
} from '../Environments/chosenEnvironments';
import {
  FieldNote,
  fieldText,
  formDataOf,
  keepsDraft,
  PlatformGate,
  RadioChoice,
  withReason,
} from '../shared';
import { offeredStores } from './offeredStores';
import { secretStoreSchema } from './schema';

/** Properties of the field. */
type SecretStoreProps = typeof secretStoreSchema.TProps;
/** Options of the field, from the template. */
type SecretStoreOptions = NonNullable<
  SecretStoreProps['uiSchema']['ui:options']
>;

/** Chooses a secret store that the platform offers; takes the only one by itself. */
export function SecretStore(props: SecretStoreProps) {
  const t = useFormTexts();
  const { label } = fieldText(props, t('labels.store'));
  return (
    <PlatformGate label={label}>
      {platform => <SecretStoreInput {...props} platform={platform} />}
    </PlatformGate>
  );
}

function SecretStoreInput(
  props: SecretStoreProps & { platform: PlatformView },
) {
  const { formData, onChange, uiSchema, platform } = props;
  const t = useFormTexts();
  const text = fieldText(props, t('labels.store'));
  const chosen = useChosenEnvironments(
    formDataOf(props),
    uiSchema['ui:options'],
  );
  const stores = offeredStores(platform, chosen(platform));
  const only = stores.length === 1 ? stores[0].name : undefined;

  useEffect(() => {
    if (!formData && only) {
      onChange(only);
    }
  }, [formData, only, onChange]);

  return stores.length > 0 ? (
    <RadioChoice
      text={text}
      value={formData}
      options={stores.map(({ name, provider }) => ({
        value: name,
        label: t('store.option', { name, provider }),
      }))}
      onChange={onChange}
    />
  ) : (
    <FieldNote tone="bad">{t('store.none')}</FieldNote>
  );
}

const validateSecretStore: CustomFieldValidator<
  string,
  SecretStoreOptions
> = async (store, field, { apiHolder, formData, uiSchema }) => {
  const t = formTextsOf(apiHolder);
  if (!store) {
    field.addError(t('store.choose'));
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
    field.addError(t('store.notOffered', { name: store }));
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
