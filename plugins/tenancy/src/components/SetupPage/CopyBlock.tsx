import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import surface from '../../styles/surface.module.css';
import styles from './SetupPage.module.css';

/** Text to take elsewhere: what it is for, the way to copy it, and all of it to read. */
export function CopyBlock(props: {
  title: string;
  hint: string;
  text: string;
  /** Whether it is long, and read by few. */
  isFolded?: boolean;
}) {
  const { title, hint, text, isFolded } = props;
  const t = useTexts();
  const [copied, setCopied] = useState(false);
  // Scrolled by the keyboard, too.
  const lines = (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} tabIndex={0} aria-label={title}>
      {text}
    </pre>
  );
  return (
    <div className={`${styles.block} ${surface.surface}`}>
      <div className={styles.blockHead}>
        <div className={styles.blockText}>
          <strong>{title}</strong>
          <p className={styles.quiet}>{hint}</p>
        </div>
        {/* Absent where the page is not served over https. */}
        {navigator.clipboard && (
          <Button
            variant="secondary"
            size="small"
            aria-label={copied ? undefined : t('setup.copyOf', { what: title })}
            onPress={async () => {
              await navigator.clipboard.writeText(text);
              setCopied(true);
            }}
          >
            {t(copied ? 'setup.copied' : 'shared.copy')}
          </Button>
        )}
      </div>
      {isFolded ? (
        <Disclosure
          summary={<span className={styles.quiet}>{t('setup.show')}</span>}
        >
          {lines}
        </Disclosure>
      ) : (
        lines
      )}
    </div>
  );
}
