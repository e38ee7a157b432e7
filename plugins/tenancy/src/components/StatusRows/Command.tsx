import { Button } from '@backstage/ui';
import { useTexts } from '../../translations';
import styles from './StatusRows.module.css';

/** A command to be run elsewhere, to read and to copy. */
export function Command(props: { text: string }) {
  const { text } = props;
  const t = useTexts();
  return (
    <div className={styles.command}>
      <code>{text}</code>
      {/* Absent where the page is not served over https. */}
      {navigator.clipboard && (
        <Button
          variant="tertiary"
          size="small"
          aria-label={t('shared.copyCommand')}
          onPress={() => navigator.clipboard.writeText(text)}
        >
          {t('shared.copy')}
        </Button>
      )}
    </div>
  );
}
