import { Button } from '@backstage/ui';
import type { ActionOffer } from '@groundwork/engine';
import { useId } from 'react';
import styles from './Acting.module.css';

/** A button, disabled with its reason beside it where the action would be refused. */
export function OfferedButton(props: {
  label: string;
  /** What assistive technology calls it, where the label alone does not say of what. */
  name?: string;
  offer: ActionOffer;
  isPending?: boolean;
  destructive?: boolean;
  onPress: () => void;
}) {
  const { label, name, offer, isPending, destructive, onPress } = props;
  const reasonId = useId();
  return (
    <span className={styles.offered}>
      <Button
        size="small"
        variant="secondary"
        destructive={destructive}
        isDisabled={!offer.allowed}
        isPending={isPending}
        aria-label={name}
        aria-describedby={offer.allowed ? undefined : reasonId}
        onPress={onPress}
      >
        {label}
      </Button>
      {!offer.allowed && (
        <span id={reasonId} className={styles.reason}>
          {offer.reason}
        </span>
      )}
    </span>
  );
}
