import { Link } from '@backstage/ui';
import type { PublishedView } from '@groundwork/backstage-plugin-tenancy-common';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../translations';
import styles from './AdoptPage.module.css';

/** What became of a change, in the place of the button that asked for it: where it was asked for here, it takes the focus that would be lost with that. */
export function Proposed(props: {
  done: PublishedView;
  /** Of how many tenants it is said, where that is not clear from around. */
  count?: number;
  /** Whether somebody else asked for it, or an earlier visit. */
  isEarlier?: boolean;
}) {
  const { done, count, isEarlier = false } = props;
  const { url } = done;
  const t = useTexts();
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!isEarlier && document.activeElement === document.body) {
      place.current?.focus();
    }
  }, [isEarlier, url]);
  return (
    <p role="status" tabIndex={-1} ref={place} className={styles.proposed}>
      {count !== undefined && `${t('adopt.choose.done', { count })} `}
      {t(done.commit ? 'proposing.committed' : 'proposing.proposed')}{' '}
      <Link href={url} target="_blank">
        {t(done.commit ? 'proposing.commit' : 'proposing.pullRequest')}
      </Link>
    </p>
  );
}
