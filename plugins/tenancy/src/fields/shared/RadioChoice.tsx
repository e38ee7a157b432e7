import type { ReactNode } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { changeNow } from './changeNow';
import { FieldHint } from './FieldHint';
import type { FieldText } from './fieldText';

/** One of a few. */
export function RadioChoice(props: {
  text: FieldText;
  value: string | undefined;
  options: ReadonlyArray<{ value: string; label: ReactNode }>;
  onChange: (value: string) => void;
}) {
  const { text, value, options, onChange } = props;
  return (
    <>
      <FormLabel id={`${text.id}-label`} required={text.required}>
        {text.label}
      </FormLabel>
      <RadioGroup
        id={text.id}
        name={text.id}
        aria-labelledby={`${text.id}-label`}
        value={value ?? ''}
        onChange={(_, chosen) => changeNow(onChange, chosen)}
      >
        {options.map(option => (
          <FormControlLabel
            key={option.value}
            value={option.value}
            control={<Radio color="primary" />}
            label={option.label}
            disabled={text.disabled}
          />
        ))}
      </RadioGroup>
      <FieldHint id={text.id} text={text.description} />
    </>
  );
}
