import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormLabel from '@material-ui/core/FormLabel';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import {
  changeNow,
  FieldHint,
  fieldText,
  formDataOf,
  keepsDraft,
  PlatformGate,
  textList,
  textOf,
  withReason,
} from '../shared';
import { useOfferedEnvironments } from './useOfferedEnvironments';
import { environmentsSchema } from './schema';

/** Properties of the field. */
type EnvironmentsProps = typeof environmentsSchema.TProps;

/** Refuses an empty choice and environments that the platform does not offer. */
const validateEnvironments: CustomFieldValidator<
  string[],
  { tenant?: string | string[]; optional?: boolean }
> = async (value, field, { apiHolder, uiSchema }) => {
  const t = formTextsOf(apiHolder);
  const chosen = textList(value);
  if (chosen.length === 0 && !uiSchema?.['ui:options']?.optional) {
    field.addError(t('environments.atLeastOne'));
    return;
  }
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  const offered = platform?.environments.map(({ name }) => name) ?? chosen;
  chosen
    .filter(name => !offered.includes(name))
    .forEach(name =>
      field.addError(
        t('environments.notOffered', { name, offered: offered.join(', ') }),
      ),
    );
};

/** Chooses environments of the platform, or those of one tenant. */
function Environments(props: EnvironmentsProps) {
  const { formData, onChange, uiSchema } = props;
  const chosen = textList(formData);
  const t = useFormTexts();
  const text = fieldText(props, t('labels.environments'));
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
                    environments.includes(name)
                      ? name
                      : t('shared.notOffered', { name })
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

export const environmentsFieldOptions = {
  name: 'TenancyEnvironments',
  component: keepsDraft(Environments),
  schema: environmentsSchema,
  validation: withReason(validateEnvironments),
};

/** Form field `TenancyEnvironments`. */
export const environmentsField = createFormField(environmentsFieldOptions);
