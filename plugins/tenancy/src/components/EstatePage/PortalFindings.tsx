import { Alert, Flex } from '@backstage/ui';
import { usePlatform } from '../../hooks';

/** What is wrong with the portal itself, for those who run it: others get no findings and see nothing here. */
export function PortalFindings() {
  const { data } = usePlatform();
  const findings = data?.findings ?? [];
  if (findings.length === 0) {
    return null;
  }
  return (
    <Flex direction="column" gap="2">
      {findings.map(({ code, message, fix }) => (
        <Alert
          key={code}
          status="warning"
          icon
          title={message}
          description={fix}
        />
      ))}
    </Flex>
  );
}
