import { Link, Text } from '@backstage/ui';
import type { TenantSecretsView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Verdict } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { useTemplateLink } from '../../hooks';
import { useTexts } from '../../translations';
import { LongList, ProblemLines } from '../StatusRows';
import { CertificateItem } from './CertificateItem';
import { MadeElsewhere } from './MadeElsewhere';
import { PushItem } from './PushItem';
import { SecretItem } from './SecretItem';
import { secretGroups } from './secretGroups';
import styles from '../StatusRows/StatusRows.module.css';

function worstFirst<T extends Verdict>(items: readonly T[]): T[] {
  return [...items].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
  );
}

/** Secrets, troubled ones first, then certificates, then what is pushed to stores, then what nobody knows of. */
export function SecretRows(props: { view: TenantSecretsView }) {
  const { tenant, unmanaged, secrets: status } = props.view;
  const t = useTexts();
  const certificates = worstFirst(status.certificates);
  const pushes = worstFirst(status.pushes);
  return (
    <>
      <ProblemLines problems={status.problems} />
      {status.secrets.length > 0 && (
        <LongList
          className={styles.rows}
          label={t('secrets.title')}
          items={secretGroups(status.secrets)}
        >
          {group => (
            <SecretItem
              key={`${group[0].ref.cluster}/${group[0].ref.namespace}/${group[0].ref.name}`}
              secrets={group}
            />
          )}
        </LongList>
      )}
      {status.secrets.length === 0 && status.problems.length === 0 && (
        <Text as="p" color="secondary">
          {unmanaged ? t('unmanaged.noSecrets') : <NoSecrets tenant={tenant} />}
        </Text>
      )}
      {certificates.length > 0 && (
        <>
          <h4 className={styles.heading}>{t('secrets.certificates')}</h4>
          <LongList
            className={styles.rows}
            label={t('secrets.certificates')}
            items={certificates}
          >
            {item => (
              <CertificateItem
                key={`${item.ref.cluster}/${item.ref.namespace}/${item.ref.name}`}
                item={item}
              />
            )}
          </LongList>
        </>
      )}
      {pushes.length > 0 && (
        <>
          <h4 className={styles.heading}>{t('secrets.pushes.title')}</h4>
          <LongList
            className={styles.rows}
            label={t('secrets.pushes.title')}
            items={pushes}
          >
            {item => (
              <PushItem
                key={`${item.ref.cluster}/${item.ref.namespace}/${item.ref.name}`}
                item={item}
              />
            )}
          </LongList>
        </>
      )}
      <MadeElsewhere secrets={status.unknown} />
    </>
  );
}

function NoSecrets(props: { tenant: string }) {
  const { tenant } = props;
  const t = useTexts();
  const link = useTemplateLink()?.('kubernetes-secret', { tenant });
  return (
    <>
      {t('secrets.none')}{' '}
      {link && <Link href={link}>{t('secrets.request')}</Link>}
    </>
  );
}
