import { useRef, useState, type ClipboardEvent } from 'react';
import Button from '@material-ui/core/Button';
import FormLabel from '@material-ui/core/FormLabel';
import { RiAddLine } from '@remixicon/react';
import { makeStyles } from '@material-ui/core/styles';
import { useFormTexts } from '../../translations/forms';
import { changeNow, FieldHint, fieldText } from '../shared';
import type { VariablesProps } from './schema';
import { VariableRow } from './VariableRow';
import {
  mapOf,
  pastedVariables,
  rowProblems,
  rowsOf,
  type Variable,
  withPasted,
} from './variableRows';

const useStyles = makeStyles(
  { list: { minWidth: 0, margin: 0, padding: 0, border: 0 } },
  { name: 'TenancyVariables' },
);

/** Names and values, a row each. Several lines of `NAME=value` can be pasted at once. */
export function Variables(props: VariablesProps) {
  const { formData, onChange, uiSchema } = props;
  const t = useFormTexts();
  const { is = 'variable', add = t('variables.add') } =
    uiSchema['ui:options'] ?? {};
  const classes = useStyles();
  const text = fieldText(props, t('labels.variables'));
  const rows = rowsOf(formData ?? {});
  const problems = rowProblems(rows, t, is);
  const [pasted, setPasted] = useState(0);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const adds = useRef<HTMLButtonElement>(null);
  // None at all is no value, which the review does not list.
  const valueOf = (next: readonly Variable[]) =>
    next.length > 0 ? mapOf(next) : undefined;
  const write = (next: readonly Variable[]) => onChange(valueOf(next));
  const writeNow = (next: readonly Variable[]) =>
    changeNow(onChange, valueOf(next));

  const paste = (event: ClipboardEvent) => {
    const copied = event.clipboardData.getData('text');
    // One line is a value like any other.
    const found =
      is === 'variable' &&
      copied.trim().includes('\n') &&
      pastedVariables(copied);
    if (found) {
      event.preventDefault();
      writeNow(withPasted(rows, found));
      setPasted(found.length);
    }
  };

  return (
    <fieldset
      ref={fieldset}
      className={classes.list}
      id={text.id}
      disabled={text.disabled}
      onPaste={paste}
    >
      <FormLabel component="legend" required={text.required}>
        {text.label}
      </FormLabel>
      <FieldHint id={text.id} text={text.description} />
      {rows.map((row, index) => (
        <VariableRow
          key={index}
          id={`${text.id}-${index}`}
          variable={row}
          problem={problems[index]}
          is={is}
          eager={text.error}
          onChange={changed =>
            write(rows.map((old, at) => (at === index ? changed : old)))
          }
          onRemove={() => {
            writeNow(rows.filter((_, at) => at !== index));
            adds.current?.focus();
          }}
        />
      ))}
      <Button
        ref={adds}
        size="small"
        color="primary"
        startIcon={<RiAddLine size={16} />}
        onClick={() => {
          writeNow([...rows, { name: '', value: '' }]);
          document.getElementById(`${text.id}-${rows.length}-name`)?.focus();
        }}
      >
        {add}
      </Button>
      <FieldHint
        id={`${text.id}-paste`}
        text={
          pasted > 0
            ? t('variables.taken', { count: pasted })
            : (is === 'variable' && t('variables.paste')) || undefined
        }
      />
    </fieldset>
  );
}
