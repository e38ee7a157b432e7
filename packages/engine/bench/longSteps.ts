import {
  accessStatusInSteps,
  causesInSteps,
  checkInSteps,
  networkStatusInSteps,
  previewChangeInSteps,
  quotasStatusInSteps,
  renderChange,
  renderChangeInSteps,
  secretsStatusInSteps,
  workloadsStatusInSteps,
} from '../src';
import type { Steps } from '../src/steps';
import { brokenTenant } from '../src/testing/brokenTenant';
import { causePlatform } from '../src/testing/causeWorld';
import { largeChange } from '../src/testing/largeChange';
import { largeWorld } from '../src/testing/largeWorld';
import { longestOf, print } from './measure';

/** Milliseconds for which nobody else may be held up. */
const MOST = 50;

const options = largeChange();
const change = {
  ...renderChange(options),
  layout: options.platform.layout,
  present: options.present,
  subject: { cluster: '', group: '', kind: 'Workload', name: 'big' },
};
const world = largeWorld();
const broken = brokenTenant(600);
const asked = [
  'pay',
  broken.snapshot,
  { platform: causePlatform, now: Date.now() },
] as const;
const jobs: Record<string, () => Steps<unknown>> = {
  'a thousand variables changed, rendered': () => renderChangeInSteps(options),
  'a thousand variables changed, compared with Git': () =>
    previewChangeInSteps(change),
  'nine hundred namespaces with routes, checked': () =>
    checkInSteps(world.snapshot, world.options),
  'six hundred broken workloads with routes, their causes': () =>
    causesInSteps(broken.cards, broken.snapshot),
  'their network card': () => networkStatusInSteps(...asked),
  'their secrets card': () => secretsStatusInSteps(...asked),
  'their workloads card': () => workloadsStatusInSteps(...asked),
  'their quota card': () => quotasStatusInSteps(...asked),
  'who may do what there': () => accessStatusInSteps(...asked),
};

print('Longest step of long work');
for (const [name, steps] of Object.entries(jobs)) {
  // The first rounds compile, and the collector comes in between.
  const longest = Math.min(
    ...Array.from({ length: 5 }, () => longestOf(steps())),
  );
  print(`  ${longest.toFixed(1)} ms  ${name}`);
  if (longest > MOST) {
    print(`  More than the ${MOST} ms for which others may be held up`);
    process.exitCode = 1;
  }
}
