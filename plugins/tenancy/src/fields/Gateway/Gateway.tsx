import { Radio, RadioGroup } from '@backstage/ui';
import {
  FieldNote,
  PlatformGate,
  changeNow,
  fieldText,
  formDataOf,
} from '../shared';
import { gatewaysFor } from './offeredGateways';
import type { GatewayProps } from './schema';

/** Chooses a gateway that the platform offers, by whom it serves. */
export function Gateway(props: GatewayProps) {
  const { formData, onChange, uiSchema } = props;
  const text = fieldText(props, 'Gateway');
  const options = uiSchema['ui:options'];
  return (
    <PlatformGate label={text.label}>
      {platform => {
        const gateways = gatewaysFor(platform, formDataOf(props), options);
        return gateways.length > 0 ? (
          <RadioGroup
            {...text}
            value={formData ?? ''}
            onChange={name => changeNow(onChange, name)}
          >
            {gateways.map(gateway => (
              <Radio key={gateway.name} value={gateway.name}>
                {`${gateway.title || gateway.name} (${gateway.visibility})`}
              </Radio>
            ))}
          </RadioGroup>
        ) : (
          <FieldNote tone="bad">
            No gateway of the platform takes this in all chosen environments.
          </FieldNote>
        );
      }}
    </PlatformGate>
  );
}
