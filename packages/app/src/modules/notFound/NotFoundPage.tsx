import { useEffect } from 'react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink, Container, Flex, Text } from '@backstage/ui';
import { useLocation } from 'react-router-dom';

/** What stands at an address that the portal does not have, with the ways on. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  const appTitle = useApi(configApiRef).getOptionalString('app.title');
  useEffect(() => {
    const before = document.title;
    document.title = ['Page not found', appTitle].filter(Boolean).join(' | ');
    return () => {
      document.title = before;
    };
  }, [appTitle]);
  return (
    <Container>
      <Flex direction="column" gap="3" align="start" py="6">
        <Text as="h1" variant="title-small" weight="bold">
          Page not found
        </Text>
        <Text as="p" style={{ overflowWrap: 'anywhere' }}>
          There is no page at {pathname}. It may have been moved or deleted, or
          the address has a typing error.
        </Text>
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <ButtonLink href="/tenancy" variant="primary">
            Go to tenants
          </ButtonLink>
          <ButtonLink href="/catalog" variant="secondary">
            Open the catalog
          </ButtonLink>
        </Flex>
      </Flex>
    </Container>
  );
}
