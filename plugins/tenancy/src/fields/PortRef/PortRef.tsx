import { useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { portProblem } from './portProblem';
import type { PortRefProps } from './schema';

/** Asks for a port by its name or number. */
export function PortRef(props: PortRefProps) {
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
