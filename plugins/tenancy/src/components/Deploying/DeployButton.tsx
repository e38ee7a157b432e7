import { Button } from '@backstage/ui';
import { useState } from 'react';
import { DeployDialog } from './DeployDialog';

/** Opens the dialog that deploys a version of a workload. */
export function DeployButton(props: {
  tenant: string;
  workload: string;
  environment: string;
}) {
  const { workload, environment } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Deploy a version of ${workload} to ${environment}…`}
        onPress={() => setOpen(true)}
      >
        Deploy…
      </Button>
      {isOpen && <DeployDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
