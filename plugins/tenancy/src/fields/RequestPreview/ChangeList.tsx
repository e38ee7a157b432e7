import { Text } from '@backstage/ui';
import styles from './RequestPreview.module.css';

/** The difference in words, one line a change. */
export function ChangeList(props: { changes: readonly string[] }) {
  const { changes } = props;
  if (changes.length === 0) {
    return (
      <Text as="p" color="secondary">
        Nothing changes: Git holds this request already.
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {changes.map(change => (
        <li key={change}>{change}</li>
      ))}
    </ul>
  );
}
