import Button from '@material-ui/core/Button';
import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useFormTexts } from '../../translations/forms';
import {
  FieldHint,
  FieldNote,
  fieldText,
  formDataOf,
  KnownNames,
  Suggestions,
  textOf,
} from '../shared';
import { sharesOf, splitProblem } from './shares';
import type { WeightedBackend, WeightsProps } from './schema';
import { WeightRow } from './WeightRow';

const NEW_BACKEND: WeightedBackend = { service: '', port: 8080, weight: 1 };

const useStyles = makeStyles(
  { fieldset: { minWidth: 0, margin: 0, padding: 0, border: 0 } },
  { name: 'TenancyWeights' },
);

/** Splits requests over Services: canary and blue-green. */
export function Weights(props: WeightsProps) {
  const { formData: backends = [], onChange } = props;
  const classes = useStyles();
  const t = useFormTexts();
  const text = fieldText(props, t('labels.backends'));
  const tenant = textOf(
    formDataOf(props),
    props.uiSchema['ui:options']?.tenant,
  );
  const list = `${text.id}-known`;
  const shares = sharesOf(backends);
  const sum = backends.reduce((total, b) => total + Math.max(b.weight, 0), 0);
  const problem = splitProblem(backends, t);
  // A row just added is not wrong yet.
  const named = backends.length > 0 && backends.every(b => b.service !== '');
  return (
    <fieldset
      className={classes.fieldset}
      id={text.id}
      disabled={text.disabled}
    >
      <FormLabel component="legend" required={text.required}>
        {text.label}
      </FormLabel>
      <FieldHint id={text.id} text={text.description} />
      {tenant && (
        <KnownNames tenant={tenant} kinds={['Workload', 'Service']}>
          {names => <Suggestions id={list} names={names} />}
        </KnownNames>
      )}
      {backends.map((backend, index) => (
        <WeightRow
          key={index}
          id={`${text.id}-${index}`}
          list={list}
          backend={backend}
          share={shares[index]}
          onChange={changed =>
            onChange(backends.map((old, at) => (at === index ? changed : old)))
          }
          onRemove={() => onChange(backends.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="small"
        color="primary"
        onClick={() => onChange([...backends, NEW_BACKEND])}
      >
        {t('weights.add')}
      </Button>
      {sum > 0 && backends.length > 1 && (
        <FieldHint
          id={`${text.id}-sum`}
          text={t('weights.sum', { sum: String(sum) })}
        />
      )}
      {problem && named && <FieldNote tone="bad">{problem}</FieldNote>}
    </fieldset>
  );
}
