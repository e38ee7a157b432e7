import { Container, Flex, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { usePageTitle, useTenantStatus } from '../../hooks';
import { tenancyTranslationRef } from '../../translations';
import { Attention } from '../Attention';
import { TenantChanges } from '../Changes';
import { EnforcementPanel } from '../Enforcement';
import { CauseFixes, FixesScope, FixList } from '../Fixes';
import { NetworkCard } from '../NetworkCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RequestsCard } from '../RequestList';
import { SyncCard } from '../SyncCard';
import { CauseTakeBack } from '../TakeBack';
import { TenantAccess } from '../TenantAccess';
import { TenantFiles } from '../TenantFiles';
import { TenantHeader } from './TenantHeader';
import { TenantMatrix } from './TenantMatrix';
import { TenantQuota } from './TenantQuota';
import { TenantSecrets } from './TenantSecrets';
import { TenantWorkloads } from './TenantWorkloads';
import styles from './TenantPage.module.css';

const TABS = [
  'overview',
  'network',
  'workloads',
  'secrets',
  'quota',
  'access',
  'requests',
  'changes',
  'files',
] as const;

type TenantTab = (typeof TABS)[number];

/** The tab that the address names, else the first. */
function tabOf(params: URLSearchParams): TenantTab {
  const [tab] = TABS.filter(each => each === params.get('tab'));
  return tab ?? TABS[0];
}

/**
 * The page of one tenant: who it is, its state in each environment, and its requests.
 *
 * @public
 */
export function TenantPage(props: { tenant: string }) {
  const { tenant } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const [params, setParams] = useSearchParams();
  const chosen = tabOf(params);
  const title = chosen === TABS[0] ? '' : `${t(`tenant.tabs.${chosen}`)} · `;
  usePageTitle(`${title}${tenant} · ${t('estate.title')}`);
  const status = useTenantStatus(tenant);
  const { data, error, refresh } = status;
  if (!data) {
    return (
      <Container>
        {error ? (
          <QueryProblem error={error} onRetry={refresh} />
        ) : (
          <LoadingLines lines={6} />
        )}
      </Container>
    );
  }
  const environments = data.sync.environments.map(each => each.environment);
  return (
    <Container>
      <Flex direction="column" gap="4">
        <TenantHeader view={data} />
        <Tabs
          selectedKey={chosen}
          onSelectionChange={key => {
            // What the tabs show of themselves is their own.
            if (key !== chosen) {
              setParams(key === TABS[0] ? {} : { tab: String(key) });
            }
          }}
        >
          <div className={styles.tabs}>
            <TabList aria-label={t('tenant.label')}>
              {TABS.map(tab => (
                <Tab key={tab} id={tab}>
                  {t(`tenant.tabs.${tab}`)}
                </Tab>
              ))}
            </TabList>
          </div>
          <TabPanel id="overview" className={styles.panel}>
            <Flex direction="column" gap="4">
              <FixesScope tenant={tenant}>
                <Attention
                  view={data}
                  status={status}
                  actionsOf={cause => (
                    <>
                      <CauseFixes cause={cause} />
                      <CauseTakeBack tenant={tenant} cause={cause} />
                    </>
                  )}
                />
              </FixesScope>
              <FixList tenant={tenant} besides={data.causes} />
              {data.reportOnly && <EnforcementPanel tenant={tenant} />}
              <TenantMatrix view={data} />
              <SyncCard status={status} />
            </Flex>
          </TabPanel>
          <TabPanel id="network" className={styles.panel}>
            <NetworkCard status={status} />
          </TabPanel>
          <TabPanel id="workloads" className={styles.panel}>
            <TenantWorkloads tenant={tenant} />
          </TabPanel>
          <TabPanel id="secrets" className={styles.panel}>
            <TenantSecrets tenant={tenant} />
          </TabPanel>
          <TabPanel id="quota" className={styles.panel}>
            <TenantQuota tenant={tenant} />
          </TabPanel>
          <TabPanel id="requests" className={styles.panel}>
            <RequestsCard tenant={tenant} />
          </TabPanel>
          <TabPanel id="changes" className={styles.panel}>
            <TenantChanges tenant={tenant} environments={environments} />
          </TabPanel>
          <TabPanel id="access" className={styles.panel}>
            <TenantAccess tenant={tenant} environments={environments} />
          </TabPanel>
          <TabPanel id="files" className={styles.panel}>
            <TenantFiles tenant={tenant} environments={environments} />
          </TabPanel>
        </Tabs>
      </Flex>
    </Container>
  );
}
