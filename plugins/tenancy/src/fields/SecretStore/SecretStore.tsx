import { useEffect } from 'react';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  FieldNote,
  PlatformGate,
  RadioChoice,
  fieldText,
  formDataOf,
} from '../shared';
import { useChosenEnvironments } from '../Environments/chosenEnvironments';
import { offeredStores } from './offeredStores';
import type { SecretStoreProps } from './schema';

/** Chooses a secret store that the platform offers; takes the only one by itself. */
export function SecretStore(props: SecretStoreProps) {
  const { label } = fieldText(props, 'Store');
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
  const text = fieldText(props, 'Store');
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
        label: `${name} (${provider})`,
      }))}
      onChange={onChange}
    />
  ) : (
    <FieldNote tone="bad">
      No secret store of the platform is in all chosen environments.
    </FieldNote>
  );
}
