import { spawnSync } from 'child_process';
import { join } from 'path';

/* Runs every measurement in a process of its own, so that none warms or fills the memory of another. */
const MEASUREMENTS = [
  'oneTenant.ts',
  'thousandTenants.ts',
  'changedEstate.ts',
  'longSteps.ts',
  'eventLoop.ts',
  'adopting.ts',
];

for (const file of MEASUREMENTS) {
  const { status } = spawnSync(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, file),
    ],
    { stdio: 'inherit' },
  );
  if (status !== 0) {
    process.exitCode = 1;
  }
}
