import { useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import FormLabel from '@material-ui/core/FormLabel';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import type { JsonValue } from '@backstage/types';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { useFormTexts } from '../../translations/forms';
import {
  changeNow,
  FieldGroup,
  FieldHint,
  fieldText,
  type FieldSchema,
  uiAt,
} from '../shared';
import { errorsAt, judgeAlone, problemsIn } from './problemsIn';
import type { RowsProps } from './schema';

const useStyles = makeStyles(
  theme => ({
    list: { minWidth: 0, margin: 0, padding: 0, border: 0 },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) max-content',
      gap: theme.spacing(1),
      alignItems: 'start',
      paddingLeft: theme.spacing(1.5),
      marginTop: theme.spacing(1),
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
  }),
  { name: 'TenancyRows' },
);

/** A list of texts or of small objects, a row each. A row that nobody filled in is not written. */
export function Rows(props: RowsProps) {
  const { formData, onChange, registry, uiSchema } = props;
  const schema = props.schema as FieldSchema;
  const { items = {} } = schema;
  const classes = useStyles();
  const t = useFormTexts();
  const text = fieldText(props, t('labels.rows'));
  const rows = Array.isArray(formData) ? formData : [];
  const keys = useRowKeys(rows.length);
  const added = useRef<HTMLButtonElement>(null);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const title = items.title ?? text.label;
  const errors = errorsAt(
    text.error ? problemsIn(schema, uiSchema, rows, judgeAlone(t)) : [],
    JSON.parse(JSON.stringify(props.errorSchema ?? {})),
  );

  const write = (next: JsonValue[]) =>
    // Nothing at all, so that the review does not list it.
    changeNow(onChange, next.length > 0 ? next : undefined);
  const add = () => {
    const { schemaUtils } = registry;
    const fresh = items.properties
      ? schemaUtils.getDefaultFormState(items as RowsProps['schema'])
      : '';
    write([...rows, fresh as JsonValue]);
    const inputs = fieldset.current?.querySelectorAll<HTMLElement>(
      `[data-row="${rows.length}"] :is(input, select, textarea, [role="button"])`,
    );
    inputs?.[0]?.focus();
  };
  const remove = (index: number) => {
    keys.remove(index);
    write(rows.filter((_, at) => at !== index));
    added.current?.focus();
  };

  return (
    <fieldset
      ref={fieldset}
      className={classes.list}
      id={text.id}
      disabled={text.disabled}
    >
      <FormLabel component="legend" required={text.required}>
        {text.label}
      </FormLabel>
      <FieldHint id={text.id} text={text.description} />
      {rows.map((row, index) => (
        <div
          key={keys.of(index)}
          className={classes.row}
          data-row={index}
          {...(items.properties && {
            role: 'group',
            'aria-label': `${title} ${index + 1}`,
          })}
        >
          <FieldGroup
            id={text.id}
            schema={{
              properties: {
                [index]: items.properties
                  ? { ...items, title: '' }
                  : { ...items, title: `${title} ${index + 1}` },
              },
            }}
            ui={{ [index]: uiAt(uiSchema, 'items') }}
            value={{ [index]: row }}
            errors={errors}
            registry={registry}
            disabled={text.disabled}
            onChange={({ [index]: changed }) =>
              onChange(
                rows.map((old, at) =>
                  at === index ? ((changed ?? '') as JsonValue) : old,
                ),
              )
            }
          />
          <IconButton
            aria-label={t('shared.remove', { name: `${title} ${index + 1}` })}
            onClick={() => remove(index)}
          >
            <RiDeleteBinLine size={20} />
          </IconButton>
        </div>
      ))}
      <Button
        ref={added}
        size="small"
        color="primary"
        startIcon={<RiAddLine size={16} />}
        onClick={add}
      >
        {uiSchema['ui:options']?.add ?? t('shared.addRow')}
      </Button>
    </fieldset>
  );
}

/** Keys that stay with their row when one before it goes, and with it what the row remembers. */
function useRowKeys(length: number) {
  const [state] = useState(() => ({ next: 0, keys: [] as number[] }));
  while (state.keys.length < length) {
    state.keys.push(state.next);
    state.next += 1;
  }
  state.keys.length = length;
  return {
    of: (index: number) => state.keys[index],
    remove: (index: number) => {
      state.keys.splice(index, 1);
    },
  };
}
