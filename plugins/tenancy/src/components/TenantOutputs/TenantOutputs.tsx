import { useRouteRef } from '@backstage/core-plugin-api';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { DefaultTemplateOutputs } from '@backstage/plugin-scaffolder-react/alpha';
import { ButtonLink, Flex } from '@backstage/ui';
import { useTenantStatus } from '../../hooks';
import { tenantRouteRef } from '../../routes';
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
  const status = useTenantStatus(tenant);
  const tenantLink = useRouteRef(tenantRouteRef);
  return (
    <Flex direction="column" gap="3" align="start">
      <div style={{ width: '100%' }}>
        <SyncCard
          status={status}
          waiting={
            <StateMark
              state="Progressing"
              word={`Proposed. ${tenant} shows here as soon as Git or a cluster holds it.`}
            />
          }
        />
      </div>
      <ButtonLink href={tenantLink({ tenant })} variant="secondary">
        {`Open ${tenant}`}
      </ButtonLink>
    </Flex>
  );
}
