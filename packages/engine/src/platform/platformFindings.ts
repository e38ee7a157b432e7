import { Finding, ObjectRef } from '../model';
import { refusalFinding } from '../request/Refusals';
import { Platform } from './platform';
import { environmentProblems } from './environmentProblems';
import { layoutProblems } from './layoutProblems';
import type { KindRegistry } from '../kinds';
import { manifestsProblems } from './manifestsProblems';
import { ownPlaceProblems } from './ownPlaceProblems';
import { namingProblems } from './namingProblems';
import { teamKindProblems } from './teamKindProblems';
import { tierProblems } from './tierProblems';

/**
 * What is wrong with a platform whose fields are all well by themselves.
 */
export function platformFindings(
  platform: Platform,
  kinds: KindRegistry,
  subject: ObjectRef,
): Finding[] {
  return [
    ...namingProblems(platform),
    ...layoutProblems(platform),
    ...ownPlaceProblems(platform),
    ...teamKindProblems(platform.teamKinds, kinds),
    ...manifestsProblems(platform, kinds),
    ...Object.entries(platform.tiers).flatMap(([name, tier]) =>
      tierProblems(tier, `tiers.${name}`),
    ),
    ...platform.environments.flatMap((environment, index) =>
      environmentProblems(environment, `environments[${index}]`, platform),
    ),
  ].map(problem =>
    refusalFinding(subject, { ...problem, fixableBy: 'platform' }),
  );
}
