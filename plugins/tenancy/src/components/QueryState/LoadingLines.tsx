import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTexts } from '../../translations';

/** Grey lines where the first answer will stand. */
export function LoadingLines(props: { lines?: number }) {
  const { lines = 3 } = props;
  const t = useTexts();
  return (
    <Flex direction="column" gap="3" role="status">
      <VisuallyHidden>{t('shared.loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={20} width={line % 2 ? '70%' : '100%'} />
      ))}
    </Flex>
  );
}
