import { Button } from '@backstage/ui';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import styles from './Reason.module.css';

/** The raw message of a controller or server, folded away, to read and to copy. */
export function Details(props: { text: string }) {
  const { text } = props;
  const t = useTexts();
  return (
    <Disclosure
      summary={<span className={styles.summary}>{t('shared.details')}</span>}
    >
      <pre className={styles.raw}>{text}</pre>
      {/* Absent where the page is not served over https. */}
      {navigator.clipboard && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => navigator.clipboard.writeText(text)}
        >
          {t('shared.copy')}
        </Button>
      )}
    </Disclosure>
  );
}
