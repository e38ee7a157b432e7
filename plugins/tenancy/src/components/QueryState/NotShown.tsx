import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useCreateLink } from '../../hooks';

/** One answer for a tenant that is not there and for one of another team: which of the two it is, is not told. */
export function NotShown() {
  const create = useCreateLink();
  return (
    <Flex direction="column" gap="2" align="start">
      <Text as="p">Tenant not found, or not owned by one of your teams.</Text>
      <Text as="p" color="secondary">
        Check the address, or ask the owner or the platform team. A tenant that
        you have requested appears once its change is merged.
      </Text>
      {create && (
        <ButtonLink variant="secondary" size="small" href={create}>
          Request a tenant
        </ButtonLink>
      )}
    </Flex>
  );
}
