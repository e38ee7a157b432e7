import { Button } from '@backstage/ui';
import type { Fix, ObjectRef } from '@groundwork/engine';
import { useId } from 'react';
import { useFixes, useTemplateLink } from '../../hooks';
import { useTexts } from '../../translations';
import { useFixesHere } from './FixesScope';
import { fixesFor } from './fixesFor';
import { templateOf } from './templateOf';
import styles from './Fixes.module.css';

/**
 * Opens what would put an object right, beside what is wrong with it; nothing where nothing is known that would. Asked of the
 * tenant of the scope that it stands in.
 */
export function FixButton(props: {
  /** The objects that what is wrong is about. */
  refs: readonly ObjectRef[];
  environment?: string;
}) {
  const here = useFixesHere();
  return here ? <FoundButtons {...props} tenant={here.tenant} /> : null;
}

function FoundButtons(props: {
  tenant: string;
  refs: readonly ObjectRef[];
  environment?: string;
}) {
  const { tenant, ...subject } = props;
  const { data } = useFixes(tenant);
  const found = data ? fixesFor(data.items, subject) : [];
  return found.length === 0 || !data ? null : (
    <span className={styles.buttons}>
      {found.map(fix => (
        <OneFixButton
          key={fix.id}
          tenant={tenant}
          fix={fix}
          mayChange={data.mayChange}
        />
      ))}
    </span>
  );
}

/** The button of one fix, disabled with its reason where the viewer may not. */
export function OneFixButton(props: {
  tenant: string;
  fix: Fix;
  mayChange: boolean;
}) {
  const { tenant, fix, mayChange } = props;
  const t = useTexts();
  const link = useTemplateLink();
  const reasonId = useId();
  const here = useFixesHere();
  const [first] = fix.options;
  // Without the form of the kind nothing can be proposed here.
  const isOffered = fix.options.some(({ request }) =>
    link?.(templateOf(request.kind), {}),
  );
  if (!first || !isOffered) {
    return null;
  }
  const label =
    fix.options.length === 1
      ? t('fixes.open', { title: first.title })
      : t('fixes.ways', { count: fix.options.length });
  return (
    <span className={styles.offered}>
      <Button
        size="small"
        variant="secondary"
        isDisabled={!mayChange}
        aria-label={t('fixes.button', { label })}
        aria-describedby={mayChange ? undefined : reasonId}
        onPress={() => here?.open(fix)}
      >
        {label}
      </Button>
      {!mayChange && (
        <span id={reasonId} className={styles.reason}>
          {t('proposing.owners', { tenant })}
        </span>
      )}
    </span>
  );
}
