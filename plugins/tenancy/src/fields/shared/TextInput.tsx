import type { HTMLAttributes, ReactNode } from 'react';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import { FieldHint } from './FieldHint';
import { FieldNote } from './FieldNote';
import type { FieldText } from './fieldText';
import { Suggestions } from './Suggestions';
import { useLeft } from './useLeft';

/** A line of text. What is wrong with it is told once the field is left, and follows the typing from then on. */
export function TextInput(props: {
  text: FieldText;
  value: string;
  onChange: (value: string) => void;
  /** What is wrong with the value, in words. */
  problem?: string;
  /** Tells at once, for what one would rather know while typing. */
  eager?: boolean;
  /** What stands before the value and is not typed. */
  prefix?: string;
  placeholder?: string;
  /** What is known to fit; anything else may be typed. */
  suggestions?: readonly string[];
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  children?: ReactNode;
}) {
  const { text, value, problem, eager, prefix, children } = props;
  const { suggestions = [] } = props;
  const list = suggestions.length > 0 ? `${text.id}-known` : undefined;
  const [left, onBlur] = useLeft();
  const told = left || eager || text.error ? problem : undefined;
  return (
    <>
      <TextField
        id={text.id}
        name={text.id}
        fullWidth
        label={text.label}
        required={text.required}
        disabled={text.disabled}
        error={text.error || told !== undefined}
        placeholder={props.placeholder}
        value={value}
        onChange={event => props.onChange(event.target.value)}
        onBlur={onBlur}
        InputLabelProps={prefix ? { shrink: true } : undefined}
        InputProps={
          prefix
            ? {
                startAdornment: (
                  <InputAdornment position="start">{prefix}</InputAdornment>
                ),
              }
            : undefined
        }
        inputProps={{
          inputMode: props.inputMode,
          // The form says what is missing; the browser's own bubble would keep it from being asked.
          required: false,
          'aria-required': text.required,
          autoComplete: 'off',
          spellCheck: false,
          autoCapitalize: 'none',
          list,
          'aria-describedby': text.description ? `${text.id}-hint` : undefined,
        }}
      />
      {list && <Suggestions id={list} names={suggestions} />}
      <FieldHint id={text.id} text={text.description} />
      {told && !text.errors.includes(told) && (
        <FieldNote tone="bad">{told}</FieldNote>
      )}
      {children}
    </>
  );
}
