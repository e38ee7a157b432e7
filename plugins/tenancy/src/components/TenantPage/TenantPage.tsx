import { Container, Flex, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { usePageTitle, useTenantStatus } from '../../hooks';
import { Attention } from '../Attention';
import { EnvironmentMatrix } from '../EnvironmentMatrix';
import { NetworkCard } from '../NetworkCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RequestsCard } from '../RequestList';
import { SyncCard } from '../SyncCard';
import { TenantHeader } from './TenantHeader';
import styles from './TenantPage.module.css';

/**
 * The page of one tenant: who it is, its state in each environment, and its requests.
 *
 * @public
 */
export function TenantPage(props: { tenant: string }) {
  const { tenant } = props;
  usePageTitle(`${tenant} · Tenants`);
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
        <Tabs>
          <TabList>
            <Tab id="overview">Overview</Tab>
            <Tab id="requests">Requests</Tab>
          </TabList>
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
          <TabPanel id="requests" className={styles.panel}>
            <RequestsCard tenant={tenant} />
          </TabPanel>
        </Tabs>
      </Flex>
    </Container>
  );
}
