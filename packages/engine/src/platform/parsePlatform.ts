import { KindRegistry, defaultKinds } from '../kinds';
import { withTeamKinds } from '../kinds/teamKinds';
import { ObjectRef } from '../model';
import { zodFindings } from '../request/zodFindings';
import { Platform, platformSchema } from './platform';
import { PlatformError } from './PlatformError';
import { platformFindings } from './platformFindings';

/** The configuration as the subject of findings. */
const subject: ObjectRef = {
  cluster: 'config',
  group: '',
  kind: 'Platform',
  name: 'tenancy',
};

/**
 * Checks the platform's configuration, each field and all of them together, and fills in the defaults.
 *
 * @param kinds - those that the platform's modules bring with Groundwork's own, by `withKinds`
 * @throws PlatformError that names every wrong field
 * @public
 */
export function parsePlatform(
  input: unknown,
  { kinds }: { kinds?: KindRegistry } = {},
): Platform {
  const result = platformSchema.safeParse(input);
  if (!result.success) {
    throw new PlatformError(
      zodFindings(result.error, input, subject, 'InvalidPlatform').map(
        finding => ({ ...finding, fixableBy: 'platform' as const }),
      ),
      { cause: result.error },
    );
  }
  const { teamKinds } = result.data;
  const known = kinds ?? defaultKinds;
  const findings = platformFindings(result.data, known, subject);
  if (findings.length > 0) {
    throw new PlatformError(findings);
  }
  return kinds || teamKinds.length > 0
    ? { ...result.data, kinds: withTeamKinds(known, teamKinds) }
    : result.data;
}
