import { Link } from '@backstage/ui';
import type { SecretPut } from '@groundwork/engine';
import { Command } from '../StatusRows';
import styles from '../StatusRows/StatusRows.module.css';

/** Where a missing value belongs: the store's page, and the command that puts it there. */
export function PutLines(props: { put: SecretPut }) {
  const { link, command, note } = props.put;
  return (
    <div>
      <p>
        Put the value into the store
        {command && ', in place of <value>'}.{' '}
        {link && <Link href={link}>Open the store</Link>}
      </p>
      {command && <Command text={command} />}
      {command && note && <p className={styles.quiet}>{note}</p>}
    </div>
  );
}
