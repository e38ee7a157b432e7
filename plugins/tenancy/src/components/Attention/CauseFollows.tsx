import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Consequence } from '@groundwork/engine';
import { tenancyTranslationRef } from '../../translations';
import { Disclosure } from '../Disclosure';
import { NEVER } from '../../status/clusterWords';
import styles from './Attention.module.css';

/** Of more consequences the others are folded away. */
const SHOWN = 4;

/** What follows from a cause, in one line where that is little; what is only unknown because of it is counted. */
export function CauseFollows(props: { cause: CauseView }) {
  const { cause } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const { follows } = cause;
  const [first] = cause.findings;
  const isCounted =
    first.card === 'sources' &&
    follows.length > SHOWN &&
    follows.every(({ state }) => state === 'Unknown');
  // What was never read was never seen.
  const rows =
    first.since === undefined || first.why === NEVER
      ? 'attention.rowsUnknown'
      : 'attention.rows';
  const shown = isCounted ? [] : follows.slice(0, SHOWN);
  const folded = isCounted ? follows : follows.slice(SHOWN);
  return follows.length === 0 ? null : (
    <div className={styles.follows}>
      <span aria-hidden="true">↳</span>
      <div className={styles.body}>
        {shown.length > 0 && (
          <ul className={styles.inline} aria-label={t('attention.follows')}>
            {shown.map(each => (
              <Follower key={each.id} each={each} cause={cause} />
            ))}
          </ul>
        )}
        {folded.length > 0 && (
          <Disclosure
            summary={t(isCounted ? rows : 'attention.more', {
              further: String(folded.length + (cause.furtherFollows ?? 0)),
            })}
          >
            <ul className={styles.inline} aria-label={t('attention.follows')}>
              {folded.map(each => (
                <Follower key={each.id} each={each} cause={cause} />
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </div>
  );
}

/** Says where it is, where the cause is in several environments. */
function Follower(props: { each: Consequence; cause: CauseView }) {
  const { each, cause } = props;
  const where =
    cause.environments.length > 1 && each.environments.length > 0
      ? `${each.environments.join(', ')}: `
      : '';
  return (
    <li title={each.because}>
      {where}
      {each.text}
    </li>
  );
}
