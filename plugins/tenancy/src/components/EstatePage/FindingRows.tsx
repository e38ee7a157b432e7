import {
  Button,
  Flex,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EstateFinding,
  EstateFindingCount,
} from '@groundwork/backstage-plugin-tenancy-common';
import { useSearchParams } from 'react-router-dom';
import { tenancyApiRef } from '../../api';
import { cleanMessage } from '../../status';
import { tenancyTranslationRef } from '../../translations';
import { type Column, DataTable, ExportButtons } from '../DataTable';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RelativeTime } from '../RelativeTime';
import { allFindings } from './allFindings';
import { TenantLink } from './TenantLink';
import { useFindings } from './useFindings';
import chips from '../../styles/chips.module.css';

/** What the checks found, over all tenants: how many of each kind, and each of the chosen kind. */
export function FindingRows(props: {
  counts: readonly EstateFindingCount[];
  findingsAt?: number;
  /** Whether a tenant is among those that are searched for. */
  isShown: (tenant: string | undefined) => boolean;
}) {
  const { counts, findingsAt, isShown } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const api = useApi(tenancyApiRef);
  const [params, setParams] = useSearchParams();
  const code = params.get('code') ?? undefined;
  const { items, error, hasMore, isLoading, load } = useFindings(
    code,
    findingsAt,
  );
  const columns = useColumns();
  const shown = items?.filter(({ tenant }) => isShown(tenant));
  if (findingsAt === undefined) {
    return (
      <Text as="p" color="secondary" role="status">
        {t('findings.notYet')}
      </Text>
    );
  }
  if (counts.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('findings.none')}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      <ToggleButtonGroup
        aria-label={t('findings.codes')}
        selectionMode="single"
        selectedKeys={code ? [code] : []}
        className={chips.chips}
        onSelectionChange={keys => {
          const [chosen] = [...keys].map(String);
          setParams(
            before => {
              const next = new URLSearchParams(before);
              next.delete('code');
              if (chosen) {
                next.set('code', chosen);
              }
              return next;
            },
            { replace: true },
          );
        }}
      >
        {[...new Set(counts.map(each => each.code))].map(each => (
          <ToggleButton key={each} id={each} size="small">
            {t('findings.counts', {
              code: each,
              number: String(countOf(counts, each)),
            })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {error && <QueryProblem error={error} onRetry={load} />}
      {!shown && !error && <LoadingLines lines={6} />}
      {shown?.length === 0 && (
        <Text as="p" color="secondary">
          {t('estate.nothingMatches')}
        </Text>
      )}
      {shown && shown.length > 0 && (
        <DataTable
          label={t('findings.label')}
          columns={columns}
          items={shown}
          keyOf={keyOf}
        />
      )}
      <Flex gap="4" align="center" style={{ flexWrap: 'wrap' }}>
        {hasMore && (
          <Button
            variant="secondary"
            size="small"
            isDisabled={isLoading}
            onPress={load}
          >
            {t('findings.more')}
          </Button>
        )}
        <ExportButtons
          fileName="findings"
          columns={columns}
          items={async () =>
            (await allFindings(api, code)).filter(({ tenant }) =>
              isShown(tenant),
            )
          }
        />
        <Text variant="body-small" color="secondary">
          {t('findings.checked')} <RelativeTime at={findingsAt} />
        </Text>
      </Flex>
    </Flex>
  );
}

function useColumns(): Array<Column<EstateFinding>> {
  const { t } = useTranslationRef(tenancyTranslationRef);
  return [
    {
      id: 'severity',
      label: t('findings.severity'),
      cell: ({ severity }) => t(`findings.severities.${severity}`),
      text: ({ severity }) => severity,
    },
    {
      id: 'code',
      label: t('findings.code'),
      cell: ({ code }) => <code>{code}</code>,
      text: ({ code }) => code,
    },
    {
      id: 'tenant',
      label: t('columns.tenant'),
      cell: ({ tenant }) =>
        tenant ? <TenantLink tenant={tenant} /> : t('findings.ofNoTenant'),
      text: ({ tenant }) => tenant,
    },
    {
      id: 'object',
      label: t('findings.object'),
      cell: finding => objectOf(finding),
      text: finding => objectOf(finding),
    },
    {
      id: 'message',
      label: t('findings.message'),
      isWide: true,
      cell: ({ message, fix }) => (
        <>
          {cleanMessage(message)}
          <Text as="p" variant="body-small" color="secondary">
            {cleanMessage(fix)}
          </Text>
        </>
      ),
      text: ({ message }) => message,
    },
  ];
}

function objectOf({ subject }: EstateFinding): string {
  const { cluster, kind, name } = subject;
  return [cluster, `${kind}/${name}`].filter(Boolean).join(' ');
}

function keyOf(finding: EstateFinding): string {
  const { code, subject, message } = finding;
  return JSON.stringify([code, subject, message]);
}

function countOf(counts: readonly EstateFindingCount[], code: string): number {
  return counts
    .filter(each => each.code === code)
    .reduce((sum, { count }) => sum + count, 0);
}
