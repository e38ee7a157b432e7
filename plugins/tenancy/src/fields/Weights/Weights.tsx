import {
  Button,
  ButtonIcon,
  NumberField,
  Text,
  TextField,
} from '@backstage/ui';
import { RiDeleteBinLine } from '@remixicon/react';
import { FieldNote, fieldText } from '../shared';
import { sharesOf, splitProblem } from './shares';
import type { WeightedBackend, WeightsProps } from './schema';
import styles from './Weights.module.css';
import surface from '../../styles/surface.module.css';

const NEW_BACKEND: WeightedBackend = { service: '', port: 8080, weight: 1 };

/** The number field reports an emptied input as NaN. */
function numberOr(value: number, fallback: number): number {
  return Number.isNaN(value) ? fallback : value;
}

/** Splits requests over Services: canary and blue-green. */
export function Weights(props: WeightsProps) {
  const { formData: backends = [], onChange } = props;
  const text = fieldText(props, 'Backends');
  const shares = sharesOf(backends);
  const problem = splitProblem(backends);
  // A row just added is not wrong yet.
  const named = backends.length > 0 && backends.every(b => b.service !== '');
  const replace = (index: number, change: Partial<WeightedBackend>) =>
    onChange(
      backends.map((backend, at) =>
        at === index ? { ...backend, ...change } : backend,
      ),
    );
  return (
    <fieldset
      className={`${styles.fieldset} ${surface.surface}`}
      disabled={text.isDisabled}
    >
      <legend>{text.label}</legend>
      {text.description && (
        <Text as="p" variant="body-small" color="secondary">
          {text.description}
        </Text>
      )}
      {backends.map((backend, index) => (
        <div key={index} className={styles.row}>
          <TextField
            label="Service"
            validationBehavior="aria"
            value={backend.service}
            onChange={service => replace(index, { service })}
          />
          <NumberField
            label="Port"
            validationBehavior="aria"
            minValue={1}
            maxValue={65535}
            value={backend.port}
            onChange={port => replace(index, { port: numberOr(port, 1) })}
          />
          <NumberField
            label="Weight"
            validationBehavior="aria"
            minValue={0}
            maxValue={1_000_000}
            value={backend.weight}
            onChange={weight => replace(index, { weight: numberOr(weight, 0) })}
          />
          <span className={styles.share}>{shares[index]} %</span>
          <ButtonIcon
            variant="tertiary"
            aria-label={`Remove ${backend.service || 'backend'}`}
            icon={<RiDeleteBinLine />}
            onPress={() => onChange(backends.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        variant="secondary"
        size="small"
        onPress={() => onChange([...backends, NEW_BACKEND])}
      >
        Add backend
      </Button>
      {problem && named && <FieldNote tone="bad">{problem}</FieldNote>}
    </fieldset>
  );
}
