import { Link, Text } from '@backstage/ui';
import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { Reason } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { StateMark } from '../StateMark';
import { TakeBackButton } from '../TakeBack';
import { RequestActions } from './RequestActions';
import { STAGES } from './stages';
import styles from './RequestList.module.css';

/** What was asked for and how far each request has come. */
export function RequestList(props: {
  items: readonly RequestView[];
  /** Whose they are, where the viewer may change them. */
  changeable?: string;
}) {
  const { items, changeable } = props;
  const t = useTexts();
  if (items.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('requests.none')}
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {items.map(item => (
        <li key={item.path} className={styles.item}>
          <span className={styles.stage}>
            <StateMark
              state={STAGES[item.stage]}
              word={t(`requests.stages.${item.stage}`)}
            />
          </span>
          <span className={styles.subject}>
            {item.kind} <strong>{item.name}</strong>
          </span>
          <span className={styles.quiet}>
            {item.at !== undefined && <RelativeTime at={item.at} />}
          </span>
          <span className={styles.link}>
            {item.url ? (
              <Link href={item.url} variant="body-small">
                {item.stage === 'proposed'
                  ? t('requests.pullRequest')
                  : t('requests.commit', {
                      commit: item.commit?.slice(0, 7) ?? '',
                    }).trim()}
              </Link>
            ) : (
              <code>{item.commit?.slice(0, 7)}</code>
            )}
          </span>
          {changeable !== undefined && (
            <>
              <RequestActions tenant={changeable} item={item} />
              {item.commit && item.stage !== 'proposed' && (
                <TakeBackButton
                  tenant={changeable}
                  commit={item.commit}
                  request={item}
                  mayChange
                />
              )}
            </>
          )}
          {item.isOlder && (
            <Text as="p" variant="body-small" className={styles.why}>
              {t('requests.older')}
            </Text>
          )}
          {item.why && (
            <div className={styles.why}>
              <Reason text={item.why} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
