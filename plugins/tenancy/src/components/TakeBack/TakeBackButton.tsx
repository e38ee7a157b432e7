import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lazy, Suspense, useId, useState } from 'react';
import { tenancyTranslationRef } from '../../translations';
import styles from './TakeBack.module.css';

// Who only reads needs no dialog.
const TakeBackDialog = lazy(async () => ({
  default: (await import('./TakeBackDialog')).TakeBackDialog,
}));

/**
 * Opens what taking back a commit would change; disabled with its reason for who may not. Beside a request, what it changed of that one
 * is chosen first.
 */
export function TakeBackButton(props: {
  tenant: string;
  commit: string;
  mayChange: boolean;
  request?: { kind: string; name: string };
}) {
  const { tenant, commit, mayChange, request } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const reasonId = useId();
  return (
    <span className={styles.offered}>
      <Button
        size="small"
        variant="tertiary"
        isDisabled={!mayChange}
        aria-label={
          request
            ? t('takeBack.buttonOf', {
                commit: commit.slice(0, 7),
                kind: request.kind,
                name: request.name,
              })
            : t('takeBack.button', { commit: commit.slice(0, 7) })
        }
        aria-describedby={mayChange ? undefined : reasonId}
        onPress={() => setOpen(true)}
      >
        {t('takeBack.label')}
      </Button>
      {!mayChange && (
        <span id={reasonId} className={styles.hidden}>
          {t('proposing.owners', { tenant })}
        </span>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <TakeBackDialog
            tenant={tenant}
            commit={commit}
            {...(request ? { request } : {})}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </span>
  );
}
