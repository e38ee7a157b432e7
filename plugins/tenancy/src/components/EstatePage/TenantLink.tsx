import { Link, Text } from '@backstage/ui';
import { useTenantLink } from '../../hooks';

/** A tenant with the way to it, or to one of the tabs of its page; its name alone in an app that has no such page. */
export function TenantLink(props: {
  tenant: string;
  tab?: string;
  weight?: 'bold';
  variant?: 'body-small';
}) {
  const { tenant, tab, ...text } = props;
  const link = useTenantLink()?.({ tenant });
  return link ? (
    <Link {...text} href={tab ? `${link}?tab=${tab}` : link}>
      {tenant}
    </Link>
  ) : (
    <Text {...text}>{tenant}</Text>
  );
}
