import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { RiDeleteBinLine } from '@remixicon/react';
import { useFormTexts } from '../../translations/forms';
import { FieldNote, useLeft } from '../shared';
import { looksSecret, type NameKind, type Variable } from './variableRows';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr) max-content',
      gap: theme.spacing(0, 2),
      alignItems: 'start',
      marginTop: theme.spacing(1),
      '& > :nth-child(n + 4)': { gridColumn: '1 / -1' },
    },
    code: { fontFamily: 'monospace' },
  }),
  { name: 'TenancyVariableRow' },
);

/** One variable: its name and its value. */
export function VariableRow(props: {
  id: string;
  variable: Variable;
  /** What is wrong with it, told once the row is left. */
  problem?: string;
  is: NameKind;
  /** Tells at once. */
  eager: boolean;
  onChange: (variable: Variable) => void;
  onRemove: () => void;
}) {
  const { id, variable, problem, is, eager, onChange, onRemove } = props;
  const { name, value } = variable;
  const t = useFormTexts();
  const classes = useStyles();
  const [left, onLeave] = useLeft();
  const told = left || eager ? problem : undefined;
  const inputProps = {
    autoComplete: 'off',
    spellCheck: false,
    autoCapitalize: 'none',
    className: classes.code,
  };
  return (
    <div
      className={classes.row}
      onBlur={({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget) || onLeave()
      }
    >
      <TextField
        id={`${id}-name`}
        label={t('labels.name')}
        value={name}
        error={told !== undefined}
        inputProps={{
          ...inputProps,
          'aria-describedby': told ? `${id}-problem` : undefined,
        }}
        onChange={({ target }) => {
          const [typed, ...rest] =
            is === 'variable' ? target.value.split('=') : [target.value];
          // Who types NAME=value means both.
          onChange({
            name: typed.trim(),
            value: rest.length > 0 ? `${rest.join('=')}${value}` : value,
          });
          if (rest.length > 0) {
            document.getElementById(`${id}-value`)?.focus();
          }
        }}
      />
      <TextField
        id={`${id}-value`}
        label={t('labels.value')}
        multiline={is === 'key' || value.includes('\n')}
        value={value}
        inputProps={inputProps}
        onChange={({ target }) => onChange({ name, value: target.value })}
      />
      <IconButton
        aria-label={t('shared.remove', {
          name: name || t('variables.variable'),
        })}
        onClick={onRemove}
      >
        <RiDeleteBinLine size={20} />
      </IconButton>
      {told && (
        <div id={`${id}-problem`}>
          <FieldNote tone="bad">{told}</FieldNote>
        </div>
      )}
      {is === 'variable' && looksSecret(variable) && (
        <FieldNote tone="unknown">{t('variables.secret')}</FieldNote>
      )}
    </div>
  );
}
