import type { ReactNode } from 'react';
import FormHelperText from '@material-ui/core/FormHelperText';
import { makeStyles } from '@material-ui/core/styles';
import type { State } from '@groundwork/engine';
import { StateIcon } from '../../components/StateMark';

const STATES: Record<'good' | 'bad' | 'busy' | 'unknown', State> = {
  good: 'Healthy',
  bad: 'Degraded',
  busy: 'Progressing',
  unknown: 'Unknown',
};

const useStyles = makeStyles(
  theme => ({
    note: {
      display: 'flex',
      gap: theme.spacing(0.75),
      alignItems: 'center',
    },
  }),
  { name: 'TenancyFieldNote' },
);

/** A remark under a field while one types, read out politely. */
export function FieldNote(props: {
  tone: 'good' | 'bad' | 'busy' | 'unknown';
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <FormHelperText
      component="div"
      className={classes.note}
      role="status"
      // Not that of the field around it: a name may be free while something else is wrong.
      error={props.tone === 'bad'}
    >
      <StateIcon state={STATES[props.tone]} size={14} />
      <span>{props.children}</span>
    </FormHelperText>
  );
}
