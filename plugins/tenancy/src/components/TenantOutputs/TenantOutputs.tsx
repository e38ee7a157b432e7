import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { DefaultTemplateOutputs } from '@backstage/plugin-scaffolder-react/alpha';
import { ButtonLink, Flex } from '@backstage/ui';
import { useRequests, useTenantLink, useTenantStatus } from '../../hooks';
import { useTexts } from '../../translations';
import { LoadingLines, NotShown } from '../QueryState';
import { StateMark } from '../StateMark';
import { SyncCard } from '../SyncCard';
import { outputTenant } from './outputTenant';

/** What a finished template shows: its links, and the tenant going live. */
export function TenantOutputs(props: { output?: ScaffolderTaskOutput }) {
  const { output } = props;
  const tenant = outputTenant(output);
  return (
    <Flex direction="column" gap="4">
      {tenant && <GoingLive tenant={tenant} />}
      <DefaultTemplateOutputs output={output} />
    </Flex>
  );
}

function GoingLive(props: { tenant: string }) {
  const { tenant } = props;
  const t = useTexts();
  const status = useTenantStatus(tenant);
  const tenantLink = useTenantLink();
  return (
    <Flex direction="column" gap="3" align="start">
      <div style={{ width: '100%' }}>
        <SyncCard status={status} waiting={<Waiting tenant={tenant} />} />
      </div>
      {tenantLink && (
        <ButtonLink href={tenantLink({ tenant })} variant="secondary">
          {t('outputs.open', { tenant })}
        </ButtonLink>
      )}
    </Flex>
  );
}

/** Says "proposed" only to who proposed it: to everybody else a tenant that is not there is one that is not theirs. */
function Waiting(props: { tenant: string }) {
  const { tenant } = props;
  const t = useTexts();
  const { data, error } = useRequests(tenant);
  if (!data && !error) {
    return <LoadingLines lines={1} />;
  }
  return data && data.items.length > 0 ? (
    <StateMark state="Progressing" word={t('outputs.proposed', { tenant })} />
  ) : (
    <NotShown />
  );
}
