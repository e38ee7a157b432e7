import { Text } from '@backstage/ui';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { describeMender } from '../../status';
import { StateMark } from '../StateMark';
import { attentionItems } from './attentionItems';
import styles from './Attention.module.css';
import surface from '../../styles/surface.module.css';

/** What needs somebody first, one line each; one quiet line when nothing does. */
export function Attention(props: { view: TenantStatusView }) {
  const items = attentionItems(props.view);
  if (items.length === 0) {
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
      {items.map(item => (
        <li key={item.key}>
          <StateMark state={item.state} compact />
          <span className={styles.environment}>{item.environment}</span>
          <span className={styles.text}>{item.text}</span>
          {item.mender && (
            <span className={styles.mender}>{describeMender(item.mender)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
