import { Button } from '@backstage/ui';
import styles from './StatusRows.module.css';

/** A command to be run elsewhere, to read and to copy. */
export function Command(props: { text: string }) {
  const { text } = props;
  return (
    <div className={styles.command}>
      <code>{text}</code>
      {/* Absent where the page is not served over https. */}
      {navigator.clipboard && (
        <Button
          variant="tertiary"
          size="small"
          aria-label="Copy command"
          onPress={() => navigator.clipboard.writeText(text)}
        >
          Copy
        </Button>
      )}
    </div>
  );
}
