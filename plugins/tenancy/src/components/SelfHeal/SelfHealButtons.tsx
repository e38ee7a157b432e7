import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SelfHealView } from '@groundwork/backstage-plugin-tenancy-common';
import { lazy, Suspense, useId, useState } from 'react';
import { useSelfHeal } from '../../hooks';
import { tenancyTranslationRef } from '../../translations';
import { ClockTime } from '../Changes/ClockTime';
import styles from './SelfHeal.module.css';

// Who only reads needs no dialog.
const PauseDialog = lazy(async () => ({
  default: (await import('./PauseDialog')).PauseDialog,
}));

/** Whether self-heal is paused in an environment, and the buttons that pause and resume it; nothing where there is none. */
export function SelfHealButtons(props: {
  tenant: string;
  environment: string;
  /** Whether the environment has several Applications, so that a button says which it is of. */
  hasSeveral?: boolean;
}) {
  const { tenant, environment, hasSeveral = false } = props;
  const { data } = useSelfHeal(tenant);
  const [opened, open] = useState<SelfHealView['items'][number]>();
  const items = (data?.items ?? []).filter(
    each => each.environment === environment,
  );
  return items.length === 0 || !data ? null : (
    <div className={styles.bar}>
      {items.map(item => (
        <OneButton
          key={item.application}
          tenant={tenant}
          item={item}
          isNamed={hasSeveral || items.length > 1}
          mayChange={data.mayChange}
          onPress={() => open(item)}
        />
      ))}
      {opened && (
        <Suspense fallback={null}>
          <PauseDialog item={opened} onClose={() => open(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function OneButton(props: {
  tenant: string;
  item: SelfHealView['items'][number];
  isNamed: boolean;
  mayChange: boolean;
  onPress: () => void;
}) {
  const { tenant, item, isNamed, mayChange, onPress } = props;
  const { application, pausedUntil, pause } = item;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const reasonId = useId();
  const isPaused = pausedUntil !== undefined;
  const name = t(isPaused ? 'selfHeal.resumeOf' : 'selfHeal.pauseOf', {
    application,
  });
  let reason: string | undefined;
  if (!mayChange) {
    reason = t('proposing.owners', { tenant });
  } else if (!isPaused && !pause.allowed) {
    reason = pause.reason;
  }
  return (
    <span className={styles.offered}>
      {isPaused && (
        <span className={styles.reason}>
          {t('selfHeal.until')} <ClockTime at={pausedUntil} withDate />
        </span>
      )}
      <Button
        size="small"
        variant="tertiary"
        isDisabled={reason !== undefined}
        aria-label={name}
        aria-describedby={reason === undefined ? undefined : reasonId}
        onPress={onPress}
      >
        {isNamed
          ? name
          : t(isPaused ? 'selfHeal.resumeLabel' : 'selfHeal.pauseLabel')}
      </Button>
      {reason !== undefined && (
        <span id={reasonId} className={styles.reason}>
          {reason}
        </span>
      )}
    </span>
  );
}
