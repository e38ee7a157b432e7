import type { FixContext } from '../FixContext';
import type { Trouble } from '../Trouble';
import { autoscalerAtLimit } from './autoscalerAtLimit';
import { backendNotFound } from './backends';
import { driftKept } from './drift';
import { egressBlocked } from './egressBlocked';
import { hostnameNotServed } from './hostnameNotServed';
import { imageNotFound, pullRefused } from './images';
import { outOfDisk } from './outOfDisk';
import { outOfMemory } from './outOfMemory';
import { probeOfOtherPort } from './probes';
import { quotaFull } from './quotaFull';
import { revisionNotFound } from './revisions';
import { scaleTargetNotFound } from './scaleTarget';
import { selfHealPaused } from './selfHealPaused';
import { pathNotThere, secretNotThere } from './secrets';

/** What is wrong where it runs, and ways out; nothing where a rule only pauses. */
export const liveRules: ReadonlyArray<
  (context: FixContext) => Iterable<Trouble | undefined>
> = [
  outOfMemory,
  outOfDisk,
  imageNotFound,
  pullRefused,
  secretNotThere,
  pathNotThere,
  quotaFull,
  autoscalerAtLimit,
  probeOfOtherPort,
  backendNotFound,
  hostnameNotServed,
  egressBlocked,
  scaleTargetNotFound,
  revisionNotFound,
  driftKept,
  selfHealPaused,
];
