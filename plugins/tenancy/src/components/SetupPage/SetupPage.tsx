import type { ReactNode } from 'react';
import { Alert, Container, Flex, Link, Text } from '@backstage/ui';
import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import { useAdoptLink, usePageTitle, useSetup } from '../../hooks';
import { readProblemOf } from '../../status';
import { useTexts } from '../../translations';
import { Freshness } from '../LiveCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { CopyBlock } from './CopyBlock';
import { FirstSteps } from './FirstSteps';
import { NotAdmin } from './NotAdmin';
import { SetupBranches } from './SetupBranches';
import { SetupClusters } from './SetupClusters';
import { SetupEntities } from './SetupEntities';
import { SetupOwners } from './SetupOwners';
import { SetupParts } from './SetupParts';
import styles from './SetupPage.module.css';

/**
 * What the portal is connected to, which rights it lacks and what that costs, for those who run it; where nothing is configured, how
 * to begin.
 *
 * @public
 */
export function SetupPage() {
  const t = useTexts();
  usePageTitle(`${t('setup.title')} · ${t('estate.title')}`);
  const { data, error, answeredAt, refresh } = useSetup();
  if (!data) {
    return (
      <Container>
        {!error && (
          <>
            <Text as="p" color="secondary" role="status">
              {t('setup.asking')}
            </Text>
            <LoadingLines lines={8} />
          </>
        )}
        {error && readProblemOf(error) === 'notShown' && <NotAdmin />}
        {error && readProblemOf(error) !== 'notShown' && (
          <QueryProblem error={error} onRetry={refresh} />
        )}
      </Container>
    );
  }
  return (
    <Container>
      <Flex direction="column" gap="4">
        <h2 className={styles.title}>{t('setup.title')}</h2>
        {data.configured === 'nothing' ? (
          <FirstSteps config={data.config} />
        ) : (
          <Sections view={data} />
        )}
        <Text as="div" variant="body-small" color="secondary">
          <Freshness sources={[]} error={error} answeredAt={answeredAt} />
        </Text>
      </Flex>
    </Container>
  );
}

function Sections(props: { view: SetupView }) {
  const { view } = props;
  const t = useTexts();
  const adopt = useAdoptLink();
  return (
    <>
      {adopt && view.configured === 'platform' && (
        <Text as="p">
          <Link href={adopt}>{t('adopt.open')}</Link>
        </Text>
      )}
      {view.notes.map(note => (
        <Alert key={note} status="warning" icon title={note} />
      ))}
      <Section title={t('setup.clusters.title')}>
        <SetupClusters clusters={view.clusters} />
      </Section>
      {view.branches && (
        <Section title={t('setup.branches.title')}>
          <SetupBranches branches={view.branches} />
        </Section>
      )}
      {view.parts.length > 0 && (
        <Section title={t('setup.parts.title')}>
          <SetupParts parts={view.parts} />
        </Section>
      )}
      {view.manifest && (
        <Section title={t('setup.rights.title')}>
          <CopyBlock
            title={t('setup.rights.whole')}
            hint={t('setup.rights.wholeHint')}
            text={view.manifest}
            isFolded
          />
          {view.namespacedManifest && (
            <CopyBlock
              title={t('setup.rights.narrow')}
              hint={t('setup.rights.narrowHint')}
              text={view.namespacedManifest}
              isFolded
            />
          )}
        </Section>
      )}
      {view.access && (
        <Section title={t('setup.owners.title')}>
          <Text as="p">{t(`setup.access.${view.access}`)}</Text>
          <SetupOwners owners={view.owners} access={view.access} />
        </Section>
      )}
      {view.entities && (
        <Section title={t('setup.entities.title')}>
          <SetupEntities entities={view.entities} />
        </Section>
      )}
      {!view.access && (
        <Section title={t('setup.unmanaged.title')}>
          <CopyBlock
            title={t('setup.unmanaged.lines')}
            hint={t('setup.unmanaged.hint')}
            text={view.config}
            isFolded
          />
        </Section>
      )}
    </>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.heading}>{props.title}</h3>
      <Flex direction="column" gap="3">
        {props.children}
      </Flex>
    </section>
  );
}
