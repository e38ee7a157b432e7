import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { useFormTexts } from '../../translations/forms';
import { LoadingLines } from '../../components/QueryState';
import { usePlatform } from '../../hooks';
import { describeError } from '../../status';
import { FieldNote } from './FieldNote';

/** Shows a field once the platform is known, and what to do when it cannot be read. */
export function PlatformGate(props: {
  label: string;
  children: (platform: PlatformView) => ReactNode;
}) {
  const t = useFormTexts();
  const { data, error, refetch } = usePlatform();
  if (data) {
    return <>{props.children(data)}</>;
  }
  if (!error) {
    return <LoadingLines lines={1} />;
  }
  return (
    <div>
      <FieldNote tone="unknown">
        {t('shared.platformUnread', {
          label: props.label,
          why: describeError(error),
        })}
      </FieldNote>
      <Button size="small" color="primary" onClick={() => refetch()}>
        {t('shared.tryAgain')}
      </Button>
    </div>
  );
}
