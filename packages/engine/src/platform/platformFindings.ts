import { Finding, ObjectRef } from '../model';
import { refusalFinding } from '../request/Refusals';
import { Platform } from './platform';
import { environmentProblems } from './environmentProblems';
import { namingProblems } from './namingProblems';
import { tierProblems } from './tierProblems';

/**
 * What is wrong with a platform whose fields are all well by themselves.
 */
export function platformFindings(
  platform: Platform,
  subject: ObjectRef,
): Finding[] {
  return [
    ...namingProblems(platform),
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
