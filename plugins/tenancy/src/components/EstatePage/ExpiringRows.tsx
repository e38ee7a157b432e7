import { Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EstateCertificate,
  EstateQuota,
} from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyTranslationRef } from '../../translations';
import type { Column } from '../DataTable';
import { Reason } from '../Reason';
import { StateMark } from '../StateMark';
import { TimeLeft } from '../StatusRows';
import { ListTab } from './ListTab';
import { TenantLink } from './TenantLink';

/** Certificates and quotas that run out, soonest first. */
export function ExpiringRows(props: {
  certificates: readonly EstateCertificate[];
  quotas: readonly EstateQuota[];
  totals: { certificates: number; quotas: number };
  isFiltered: boolean;
}) {
  const { certificates, quotas, totals, isFiltered } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const place = (tab: string) => [
    {
      id: 'tenant',
      label: t('columns.tenant'),
      cell: ({ tenant }: { tenant: string }) => (
        <TenantLink tenant={tenant} tab={tab} />
      ),
      text: ({ tenant }: { tenant: string }) => tenant,
    },
    {
      id: 'environment',
      label: t('columns.environment'),
      cell: ({ environment }: { environment: string }) => environment,
      text: ({ environment }: { environment: string }) => environment,
    },
  ];
  const certificateColumns: Array<Column<EstateCertificate>> = [
    ...place('secrets'),
    {
      id: 'certificate',
      label: t('certificates.name'),
      cell: ({ name, state }) => <StateMark state={state} word={name} />,
      text: ({ name }) => name,
    },
    {
      id: 'names',
      label: t('certificates.names'),
      cell: ({ names }) => names.join(', '),
      text: ({ names }) => names.join(' '),
    },
    {
      id: 'expiresAt',
      label: t('certificates.left'),
      cell: ({ expiresAt }) =>
        expiresAt === undefined ? (
          t('certificates.unknown')
        ) : (
          <TimeLeft at={expiresAt} past={t('certificates.expired')} />
        ),
      text: ({ expiresAt }) =>
        expiresAt === undefined ? '' : new Date(expiresAt).toISOString(),
    },
    {
      id: 'why',
      label: t('certificates.why'),
      isWide: true,
      cell: ({ why }) => (why ? <Reason text={why} /> : '–'),
      text: ({ why }) => why,
    },
  ];
  const quotaColumns: Array<Column<EstateQuota>> = [
    ...place('quota'),
    {
      id: 'resource',
      label: t('quotas.resource'),
      cell: ({ resource }) => resource,
      text: ({ resource }) => resource,
    },
    {
      id: 'used',
      label: t('quotas.used'),
      isWide: true,
      cell: ({ used, hard }) => t('quotas.usedOf', { used, hard }),
      text: ({ used, hard }) => `${used} of ${hard}`,
    },
    {
      id: 'share',
      label: t('quotas.share'),
      cell: ({ share }) =>
        share === undefined ? '–' : `${Math.floor(share * 100)} %`,
      text: ({ share }) => share,
    },
  ];
  return (
    <Flex direction="column" gap="3">
      <Text as="h2" variant="title-x-small">
        {t('certificates.heading')}
      </Text>
      <ListTab
        label={t('certificates.label')}
        fileName="certificates"
        columns={certificateColumns}
        items={certificates}
        total={totals.certificates}
        isFiltered={isFiltered}
        none={t('certificates.none')}
        keyOf={({ tenant, environment, name }) =>
          `${tenant}/${environment}/${name}`
        }
      />
      <Text as="h2" variant="title-x-small">
        {t('quotas.heading')}
      </Text>
      <ListTab
        label={t('quotas.label')}
        fileName="quotas"
        columns={quotaColumns}
        items={quotas}
        total={totals.quotas}
        isFiltered={isFiltered}
        none={t('quotas.none')}
        keyOf={({ tenant, environment, quota, resource }) =>
          `${tenant}/${environment}/${quota}/${resource}`
        }
      />
    </Flex>
  );
}
