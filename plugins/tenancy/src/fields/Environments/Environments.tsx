import { Checkbox, CheckboxGroup } from '@backstage/ui';
import {
  PlatformGate,
  changeNow,
  fieldText,
  formDataOf,
  textList,
  textOf,
} from '../shared';
import type { EnvironmentsProps } from './schema';
import { useOfferedEnvironments } from './useOfferedEnvironments';

/** Chooses environments of the platform, or those of one tenant. */
export function Environments(props: EnvironmentsProps) {
  const { formData, onChange, uiSchema } = props;
  const chosen = textList(formData);
  const text = fieldText(props, 'Environments');
  const tenant = textOf(formDataOf(props), uiSchema['ui:options']?.tenant);
  const offered = useOfferedEnvironments(tenant);
  return (
    <PlatformGate label={text.label}>
      {platform => {
        const environments = offered(platform);
        return (
          <CheckboxGroup
            {...text}
            orientation="horizontal"
            value={chosen}
            onChange={names =>
              // In the platform's order, whatever the order of the clicks: the request file stays the same.
              changeNow(
                onChange,
                environments.filter(name => names.includes(name)),
              )
            }
          >
            {environments.map(name => (
              <Checkbox key={name} value={name}>
                {name}
              </Checkbox>
            ))}
          </CheckboxGroup>
        );
      }}
    </PlatformGate>
  );
}
