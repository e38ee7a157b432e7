import { Radio, RadioGroup } from '@backstage/ui';
import type { ActedApplicationView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { RelativeTime } from '../RelativeTime';
import styles from './Acting.module.css';

/** What an Application follows, or a revision that it had before; the backend takes none that is not on its branch. */
export function SyncRevisions(props: {
  revisions: ActedApplicationView['revisions'];
  /** Empty for what it follows. */
  chosen: string;
  onChange: (revision: string) => void;
}) {
  const { revisions, chosen, onChange } = props;
  const t = useTexts();
  return (
    <div className={styles.objects}>
      <RadioGroup
        label={t('syncing.revision')}
        value={chosen}
        onChange={onChange}
      >
        <Radio value="">{t('syncing.followed')}</Radio>
        {revisions.map(({ revision, at }) => (
          <Radio key={revision} value={revision}>
            {revision.slice(0, 7)}
            {at !== undefined && (
              <>
                {' · '}
                <RelativeTime at={at} />
              </>
            )}
          </Radio>
        ))}
      </RadioGroup>
    </div>
  );
}
