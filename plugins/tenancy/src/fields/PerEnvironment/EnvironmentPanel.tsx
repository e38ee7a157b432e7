import { useId, useState, type ReactNode } from 'react';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import { RiArrowDownSLine } from '@remixicon/react';
import { useFormTexts } from '../../translations/forms';
import { StateIcon } from '../../components/StateMark';
import { type FieldSchema, isBlank, isFieldSchema } from '../shared';

const useStyles = makeStyles(
  theme => ({
    summary: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 2),
      alignItems: 'center',
    },
    name: { minWidth: '6rem', fontWeight: 500 },
    quiet: { color: theme.palette.text.secondary },
    details: { display: 'block' },
  }),
  { name: 'TenancyEnvironmentPanel' },
);

/** What an environment has of its own, folded to the names of what that is. */
export function EnvironmentPanel(props: {
  name: string;
  item: FieldSchema;
  value: unknown;
  isWrong: boolean;
  children: ReactNode;
}) {
  const { name, item, value, isWrong, children } = props;
  const t = useFormTexts();
  const classes = useStyles();
  const id = useId();
  const own = ownOf(item, value);
  const [open, setOpen] = useState(own.length > 0);
  return (
    <Accordion
      variant="outlined"
      expanded={open || isWrong}
      onChange={(_, wanted) => setOpen(wanted)}
      TransitionProps={{ unmountOnExit: true, timeout: 0 }}
    >
      <AccordionSummary
        id={`${id}-summary`}
        aria-controls={`${id}-details`}
        expandIcon={<RiArrowDownSLine size={20} />}
      >
        <span className={classes.summary}>
          <span className={classes.name}>{name}</span>
          <span className={classes.quiet}>
            {own.length > 0
              ? t('environments.own', { fields: own.join(', ') })
              : t('environments.asBefore')}
          </span>
          {isWrong && <StateIcon state="Degraded" size={14} />}
        </span>
      </AccordionSummary>
      <AccordionDetails id={`${id}-details`} className={classes.details}>
        {children}
      </AccordionDetails>
    </Accordion>
  );
}

/** The titles of what is filled in; what no field shows by its own name. */
function ownOf(item: FieldSchema, value: unknown): string[] {
  return Object.entries(isFieldSchema(value) ? value : {})
    .filter(([, member]) => !isBlank(member))
    .map(([key]) => item.properties?.[key]?.title ?? key);
}
