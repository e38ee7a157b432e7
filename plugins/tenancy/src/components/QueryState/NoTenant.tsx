import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useCreateLink } from '../../hooks';

/** Teaches what a tenant is, with the one link to begin. */
export function NoTenant() {
  const create = useCreateLink();
  return (
    <Flex direction="column" gap="2" align="start">
      <Text as="p">No tenant here yet.</Text>
      <Text as="p" color="secondary">
        A tenant is a team&apos;s share of the platform: namespaces, quota,
        network rules and deployments in every environment it asks for.
      </Text>
      {create && (
        <ButtonLink variant="secondary" size="small" href={create}>
          Ask for a tenant
        </ButtonLink>
      )}
    </Flex>
  );
}
