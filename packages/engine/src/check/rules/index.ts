import { Rule } from '../checkRun';
import { hostnameTaken } from './hostnameTaken';
import { impersonation } from './impersonation';
import { routeAttachment } from './routeAttachment';
import { routeBackends } from './routeBackends';

/** All rules, in the order their findings are shown. */
export const rules: readonly Rule[] = [
  hostnameTaken,
  routeAttachment,
  routeBackends,
  impersonation,
];
