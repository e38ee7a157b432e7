import { Text } from '@backstage/ui';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { describeFixableBy, plainReason } from '../../status';
import { changeHref, JustBefore } from '../Changes';
import { Reason } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { StateMark } from '../StateMark';
import { changesBefore } from './changesBefore';
import { attentionCauses } from './attentionCauses';
import styles from './Attention.module.css';
import surface from '../../styles/surface.module.css';

/** What needs somebody first: one line a cause with what follows from it beneath; one quiet line when nothing does. */
export function Attention(props: { view: TenantStatusView }) {
  const causes = attentionCauses(props.view);
  if (causes.length === 0) {
    return (
      <Text as="p" color="secondary">
        Nothing needs attention.
      </Text>
    );
  }
  return (
    <ul
      className={`${styles.list} ${surface.surface}`}
      aria-label="Needs attention"
    >
      {changesBefore(causes, props.view.troubles).map(({ cause, before }) => (
        <li key={cause.key}>
          <StateMark state={cause.state} compact />
          {cause.environments.length > 0 && (
            <span className={styles.environment}>
              {cause.environments.join(', ')}
            </span>
          )}
          <div className={styles.text}>
            <Reason text={cause.text} />
          </div>
          {cause.since !== undefined && (
            <span className={styles.fixableBy}>
              since <RelativeTime at={cause.since} />
            </span>
          )}
          {cause.fixableBy && (
            <span className={styles.fixableBy}>
              {describeFixableBy(cause.fixableBy)}
            </span>
          )}
          {before && (
            <JustBefore
              change={before.justBefore}
              href={changeHref(before.justBefore)}
            />
          )}
          {cause.follows.length > 0 && (
            <ul className={styles.follows} aria-label="What follows from it">
              {cause.follows.map(text => (
                <li key={text}>{plainReason(text).text}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
