import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormLabel from '@material-ui/core/FormLabel';
import {
  FieldHint,
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
        // What is chosen and no longer offered stays until somebody takes it away.
        const shown = [
          ...environments,
          ...chosen.filter(name => !environments.includes(name)),
        ];
        return (
          <>
            <FormLabel id={`${text.id}-label`} required={text.required}>
              {text.label}
            </FormLabel>
            <FormGroup
              id={text.id}
              role="group"
              row
              aria-labelledby={`${text.id}-label`}
            >
              {shown.map(name => (
                <FormControlLabel
                  key={name}
                  label={
                    environments.includes(name) ? name : `${name} (not offered)`
                  }
                  disabled={text.disabled}
                  control={
                    <Checkbox
                      color="primary"
                      checked={chosen.includes(name)}
                      onChange={event =>
                        // In the platform's order, whatever the order of the clicks: the request file stays the same.
                        changeNow(
                          onChange,
                          shown.filter(other =>
                            other === name
                              ? event.target.checked
                              : chosen.includes(other),
                          ),
                        )
                      }
                    />
                  }
                />
              ))}
            </FormGroup>
            <FieldHint id={text.id} text={text.description} />
          </>
        );
      }}
    </PlatformGate>
  );
}
