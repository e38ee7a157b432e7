import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useCreateLink } from '../../hooks';

/** One answer for a tenant that is not there and for one of another team: which of the two it is, is not told. */
export function NotShown() {
  const create = useCreateLink();
  return (
    <Flex direction="column" gap="2" align="start">
      <Text as="p">There is no tenant here, or your teams do not own it.</Text>
      <Text as="p" color="secondary">
        Its owner or the platform team can tell you more. What you asked for
        shows here as soon as Git or a cluster holds it.
      </Text>
      {create && (
        <ButtonLink variant="secondary" size="small" href={create}>
          Ask for a tenant
        </ButtonLink>
      )}
    </Flex>
  );
}
