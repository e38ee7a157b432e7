import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useTexts } from '../../translations';
import { DeployDialog } from './DeployDialog';

/** Opens the dialog that deploys a version of a workload. */
export function DeployButton(props: {
  tenant: string;
  workload: string;
  environment: string;
}) {
  const { workload, environment } = props;
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('deploying.button', { workload, environment })}
        onPress={() => setOpen(true)}
      >
        {t('deploying.label')}
      </Button>
      {isOpen && <DeployDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
