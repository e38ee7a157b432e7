import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { tenantRouteRef } from '../../routes';

/** The way to a tenant, and to one of the tabs of its page. */
export function TenantLink(props: { tenant: string; tab?: string }) {
  const { tenant, tab } = props;
  const link = useRouteRef(tenantRouteRef)({ tenant });
  return <Link href={tab ? `${link}?tab=${tab}` : link}>{tenant}</Link>;
}
