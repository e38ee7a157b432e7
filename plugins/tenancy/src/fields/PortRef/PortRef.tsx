import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { fieldText, keepsDraft, TextInput } from '../shared';
import { portProblem } from './portProblem';
import { portRefSchema } from './schema';

/** Properties of the field. */
type PortRefProps = typeof portRefSchema.TProps;

/** Asks for a port by its name or number. */
function PortRef(props: PortRefProps) {
  const t = useFormTexts();
  const { formData: port = '', onChange } = props;
  return (
    <TextInput
      text={fieldText(props, t('labels.port'))}
      value={String(port)}
      problem={portProblem(port, t)}
      onChange={value =>
        onChange(/^\d{1,15}$/.test(value) ? Number(value) : value)
      }
    />
  );
}

const validatePortRef: CustomFieldValidator<string | number> = (
  port,
  field,
  { apiHolder },
) => {
  const problem =
    port === undefined ? undefined : portProblem(port, formTextsOf(apiHolder));
  if (problem) {
    field.addError(problem);
  }
};

export const portRefFieldOptions = {
  name: 'TenancyPortRef',
  component: keepsDraft(PortRef),
  schema: portRefSchema,
  validation: validatePortRef,
};

/** Form field `TenancyPortRef`. */
export const portRefField = createFormField(portRefFieldOptions);
