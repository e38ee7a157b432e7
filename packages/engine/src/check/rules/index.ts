import { Rule } from '../checkRun';
import { applications } from './applications';
import { guardRailsPresent } from './guardRailsPresent';
import { hostnameTaken } from './hostnameTaken';
import { impersonation } from './impersonation';
import { namespaceTaken } from './namespaceTaken';
import { openStores } from './openStores';
import { podSecurity } from './podSecurity';
import { projects } from './projects';
import { quotaRoom } from './quotaRoom';
import { routeAttachment } from './routeAttachment';
import { routeBackends } from './routeBackends';
import { scaledTwice } from './scaledTwice';
import { scalingReach } from './scalingReach';
import { secretReferences } from './secretReferences';
import { secretStores } from './secretStores';
import { selfHealPauses } from './selfHealPauses';
import { teamKinds } from './teamKinds';
import { workloadTargets } from './workloadTargets';

/** All rules, in the order their findings are shown. */
export const rules: readonly Rule[] = [
  namespaceTaken,
  hostnameTaken,
  routeAttachment,
  routeBackends,
  secretStores,
  secretReferences,
  quotaRoom,
  podSecurity,
  applications,
  workloadTargets,
  scaledTwice,
  scalingReach,
  selfHealPauses,
  projects,
  guardRailsPresent,
  impersonation,
  openStores,
  teamKinds,
];
