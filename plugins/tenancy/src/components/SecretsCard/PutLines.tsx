import { Link } from '@backstage/ui';
import type { SecretPut } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { Command } from '../StatusRows';
import styles from '../StatusRows/StatusRows.module.css';

/** Where a missing value belongs: the store's page, and the command that puts it there. */
export function PutLines(props: { put: SecretPut }) {
  const { link, command, note } = props.put;
  const t = useTexts();
  return (
    <div>
      <p>
        {command ? t('secrets.putCommand') : t('secrets.put')}{' '}
        {link && <Link href={link}>{t('secrets.openStore')}</Link>}
      </p>
      {command && <Command text={command} />}
      {command && note && <p className={styles.quiet}>{note}</p>}
    </div>
  );
}
