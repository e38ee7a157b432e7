import { Container, Flex, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { usePageTitle, useTenantStatus } from '../../hooks';
import { Attention } from '../Attention';
import { TenantChanges } from '../Changes';
import { EnvironmentMatrix } from '../EnvironmentMatrix';
import { NetworkCard } from '../NetworkCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RequestsCard } from '../RequestList';
import { SyncCard } from '../SyncCard';
import { TenantHeader } from './TenantHeader';
import { TenantQuota } from './TenantQuota';
import { TenantSecrets } from './TenantSecrets';
import { TenantWorkloads } from './TenantWorkloads';
import styles from './TenantPage.module.css';

const TABS = [
  'overview',
  'workloads',
  'secrets',
  'quota',
  'requests',
  'changes',
];

/** The tab that the address names, else the first. */
function tabOf(params: URLSearchParams): string {
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
  usePageTitle(`${tenant} · Tenants`);
  const [params, setParams] = useSearchParams();
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
  return (
    <Container>
      <Flex direction="column" gap="4">
        <TenantHeader view={data} />
        <Tabs
          selectedKey={tabOf(params)}
          onSelectionChange={key => {
            // What the tabs show of themselves is their own.
            if (key !== tabOf(params)) {
              setParams(key === TABS[0] ? {} : { tab: String(key) });
            }
          }}
        >
          <div className={styles.tabs}>
            <TabList>
              <Tab id="overview">Overview</Tab>
              <Tab id="workloads">Workloads</Tab>
              <Tab id="secrets">Secrets</Tab>
              <Tab id="quota">Quota</Tab>
              <Tab id="requests">Requests</Tab>
              <Tab id="changes">Changes</Tab>
            </TabList>
          </div>
          <TabPanel id="overview" className={styles.panel}>
            <Flex direction="column" gap="4">
              <Attention view={data} />
              <EnvironmentMatrix view={data} />
              <div className={styles.grid}>
                <SyncCard status={status} />
                <NetworkCard status={status} />
              </div>
            </Flex>
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
            <TenantChanges
              tenant={tenant}
              environments={data.sync.environments.map(
                ({ environment }) => environment,
              )}
            />
          </TabPanel>
        </Tabs>
      </Flex>
    </Container>
  );
}
