import type { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import { cleanMessage, plainReason } from '../../status';
import { tenancyTranslationRef } from '../../translations';
import { JustBefore } from '../Changes';
import { Details } from '../Reason';
import { ClockTime } from '../Changes/ClockTime';
import { StateMark } from '../StateMark';
import { CauseFollows } from './CauseFollows';
import { useCauseHref } from './useCauseHref';
import styles from './Attention.module.css';

/** Characters: the end of a reason may be what matters. */
const LONGEST = 400;

/** One cause: where, what, since when and whose turn; beneath it what follows, what changed just before and what to do. */
export function CauseItem(props: {
  tenant: string;
  cause: CauseView;
  actions?: ReactNode;
}) {
  const { tenant, cause, actions } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const href = useCauseHref(tenant);
  const { text, details } = plainReason(cause.text, t, LONGEST);
  const raw = [
    ...new Set(
      [details, cause.message && cleanMessage(cause.message)].filter(
        each => each !== undefined && each !== text,
      ),
    ),
  ].join('\n\n');
  const place = href(cause.findings[0].card);
  return (
    <li className={styles.cause}>
      <StateMark state={cause.state} compact />
      <div className={styles.body}>
        <div className={styles.line}>
          {cause.environments.length > 0 && (
            <span className={styles.environment}>
              {cause.environments.join(', ')}
            </span>
          )}
          <span className={styles.text}>
            {place ? (
              <Link href={place} color="primary">
                {text}
              </Link>
            ) : (
              text
            )}
          </span>
          <span className={styles.facts}>
            {cause.since !== undefined && (
              <span>
                {t('attention.since')} <ClockTime at={cause.since} withDate />
              </span>
            )}
            {cause.fixableBy && (
              <span>{t(`attention.turns.${cause.fixableBy}`)}</span>
            )}
          </span>
        </div>
        <CauseFollows cause={cause} />
        {cause.justBefore && (
          <JustBefore
            change={cause.justBefore}
            href={href('changes', cause.justBefore)}
          />
        )}
        {cause.next && (
          <p className={styles.quiet}>
            {t('attention.next')} {cause.next}
          </p>
        )}
        {actions}
        {raw && <Details text={raw} />}
      </div>
    </li>
  );
}
