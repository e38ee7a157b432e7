import { Text } from '@backstage/ui';
import type { SetupClusterView } from '@groundwork/backstage-plugin-tenancy-common';
import { severityRank } from '@groundwork/engine/model';
import { useTexts } from '../../translations';
import { SetupCluster } from './SetupCluster';
import surface from '../../styles/surface.module.css';
import styles from './SetupPage.module.css';

/** What is connected, the troubled ones first. */
export function SetupClusters(props: {
  clusters: readonly SetupClusterView[];
}) {
  const { clusters } = props;
  const t = useTexts();
  return clusters.length === 0 ? (
    <Text as="p" color="secondary">
      {t('setup.clusters.none')}
    </Text>
  ) : (
    <ul
      className={`${styles.clusters} ${surface.surface}`}
      aria-label={t('setup.clusters.title')}
    >
      {[...clusters]
        .sort((a, b) => severityRank(a.state) - severityRank(b.state))
        .map(cluster => (
          <SetupCluster key={cluster.name} cluster={cluster} />
        ))}
    </ul>
  );
}
