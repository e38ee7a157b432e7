import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';

/** Grey lines where the first answer will stand. */
export function LoadingLines(props: { lines?: number }) {
  const { lines = 3 } = props;
  return (
    <Flex direction="column" gap="3" role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={20} width={line % 2 ? '70%' : '100%'} />
      ))}
    </Flex>
  );
}
