import { useFormTexts } from '../../translations/forms';
import {
  FieldNote,
  PlatformGate,
  RadioChoice,
  fieldText,
  formDataOf,
} from '../shared';
import { useChosenEnvironments } from '../Environments/chosenEnvironments';
import { gatewaysFor } from './offeredGateways';
import type { GatewayProps } from './schema';

// No name of a gateway.
const NOBODY = '-';

/** Chooses a gateway that the platform offers, by whom it serves. */
export function Gateway(props: GatewayProps) {
  const { formData, onChange, uiSchema } = props;
  const t = useFormTexts();
  const text = fieldText(props, t('labels.gateway'));
  const options = uiSchema['ui:options'];
  const form = formDataOf(props);
  const chosen = useChosenEnvironments(form, options);
  return (
    <PlatformGate label={text.label}>
      {platform => {
        const gateways = gatewaysFor(platform, form, options, chosen(platform));
        return gateways.length > 0 ? (
          <RadioChoice
            text={text}
            value={formData ?? (text.required ? undefined : NOBODY)}
            options={[
              ...gateways.map(gateway => ({
                value: gateway.name,
                label: t('gateway.option', {
                  name: gateway.title || gateway.name,
                  visibility: gateway.visibility,
                }),
              })),
              ...(text.required
                ? []
                : [{ value: NOBODY, label: t('gateway.nobody') }]),
            ]}
            onChange={name => onChange(name === NOBODY ? undefined : name)}
          />
        ) : (
          <FieldNote tone="bad">{t('gateway.none')}</FieldNote>
        );
      }}
    </PlatformGate>
  );
}
