import { useState } from 'react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { RiDeleteBinLine } from '@remixicon/react';
import { useFormTexts } from '../../translations/forms';
import type { WeightedBackend } from './schema';
import { NOT_A_NUMBER, PORTS, rangeWords, WEIGHTS } from './shares';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'grid',
      gridTemplateColumns:
        'minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr) 4rem max-content',
      gap: theme.spacing(2),
      alignItems: 'start',
      marginTop: theme.spacing(1),
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) 3.5rem max-content',
        '& > :first-child': { gridColumn: '1 / -1' },
      },
    },
    share: {
      paddingTop: theme.spacing(2.5),
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'TenancyWeightRow' },
);

/** One Service with its port and its weight. */
export function WeightRow(props: {
  id: string;
  /** Id of the list of names that are known. */
  list: string;
  backend: WeightedBackend;
  /** In percent. */
  share: number;
  onChange: (backend: WeightedBackend) => void;
  onRemove: () => void;
}) {
  const { id, list, backend, share, onChange, onRemove } = props;
  const t = useFormTexts();
  const classes = useStyles();
  const [left, setLeft] = useState(false);
  const unnamed = left && backend.service === '';
  return (
    <div className={classes.row}>
      <TextField
        id={`${id}-service`}
        label={t('weights.service')}
        value={backend.service}
        error={unnamed}
        helperText={unnamed ? t('weights.nameOne') : undefined}
        inputProps={{ autoComplete: 'off', spellCheck: false, list }}
        onBlur={() => setLeft(true)}
        onChange={event =>
          onChange({ ...backend, service: event.target.value })
        }
      />
      <WholeNumber
        id={`${id}-port`}
        label={t('labels.port')}
        range={PORTS}
        value={backend.port}
        onChange={port => onChange({ ...backend, port })}
      />
      <WholeNumber
        id={`${id}-weight`}
        label={t('labels.weight')}
        range={WEIGHTS}
        value={backend.weight}
        onChange={weight => onChange({ ...backend, weight })}
      />
      <span className={classes.share}>{t('weights.share', { share })}</span>
      <IconButton
        aria-label={t('shared.remove', {
          name: backend.service || t('weights.someService'),
        })}
        onClick={onRemove}
      >
        <RiDeleteBinLine size={20} />
      </IconButton>
    </div>
  );
}

/** A whole number in a range. What is no such number stays in sight, with what to write instead. */
function WholeNumber(props: {
  id: string;
  label: string;
  range: readonly [number, number];
  value: number;
  onChange: (value: number) => void;
}) {
  const { id, label, range, value, onChange } = props;
  const t = useFormTexts();
  const [typed, setTyped] = useState(String(value));
  const isWrong = value === NOT_A_NUMBER;
  // Another row may have taken the place of the one that was typed in.
  const isTyped = readNumber(typed, range) === value;
  return (
    <TextField
      id={id}
      label={label}
      value={isTyped || isWrong ? typed : String(value)}
      error={isWrong}
      helperText={isWrong ? t('weights.range', rangeWords(range)) : undefined}
      inputProps={{ inputMode: 'numeric', autoComplete: 'off' }}
      onChange={event => {
        setTyped(event.target.value);
        onChange(readNumber(event.target.value, range));
      }}
    />
  );
}

function readNumber(text: string, [least, most]: readonly [number, number]) {
  const number = /^\d+$/.test(text.trim()) ? Number(text) : NOT_A_NUMBER;
  return number >= least && number <= most ? number : NOT_A_NUMBER;
}
