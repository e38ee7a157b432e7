import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import { keepsDraft } from '../shared';
import { portProblem } from './portProblem';

const portRefSchema = makeFieldSchema({
  output: z =>
    z.union([z.string(), z.number()]).describe('Name or number of a port'),
});

/** Properties of the field. */
type PortRefProps = typeof portRefSchema.TProps;

/** Asks for a port by its name or number. */
function PortRef(props: PortRefProps) {
  const { formData: port, onChange, schema, idSchema, required } = props;
  const [left, setLeft] = useState(false);
  const problem =
    left && port !== undefined && port !== '' ? portProblem(port) : undefined;
  return (
    <TextField
      id={idSchema.$id}
      fullWidth
      label={schema.title ?? 'Port'}
      helperText={problem ?? schema.description}
      required={required}
      error={(props.rawErrors?.length ?? 0) > 0 || problem !== undefined}
      value={port ?? ''}
      onChange={({ target: { value } }) =>
        onChange(/^\d{1,15}$/.test(value) ? Number(value) : value || undefined)
      }
      onBlur={() => setLeft(true)}
      inputProps={{ autoComplete: 'off', spellCheck: false }}
    />
  );
}

const validatePortRef: CustomFieldValidator<string | number> = (
  port,
  field,
) => {
  const problem = port === undefined ? undefined : portProblem(port);
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
