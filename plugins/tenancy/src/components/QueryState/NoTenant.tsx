import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useCreateLink } from '../../hooks';

/** Teaches what a tenant is, with the one link to begin. */
export function NoTenant() {
  const create = useCreateLink();
  return (
    <Flex direction="column" gap="2" align="start">
      <Text as="p">You have no tenants yet.</Text>
      <Text as="p" color="secondary">
        A tenant is a team&apos;s share of the platform: namespaces, quota,
        network rules and deployments in each environment. Tenants of the groups
        that you belong to are listed here.
      </Text>
      {create && (
        <ButtonLink variant="secondary" size="small" href={create}>
          Request a tenant
        </ButtonLink>
      )}
    </Flex>
  );
}
