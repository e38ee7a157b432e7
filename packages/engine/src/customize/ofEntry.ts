import { Finding, KubernetesObject } from '../model';
import { Platform } from '../platform';
import { entriesKey } from './withEntry';

/**
 * A finding about an object that the platform's own additions made or changed, with the entries that did: only the platform
 * can mend what they got wrong. Any other finding comes back as it is.
 *
 * @public
 */
export function ofEntry(
  finding: Finding,
  { metadata }: KubernetesObject,
  { prefix }: Pick<Platform, 'prefix'>,
): Finding {
  const annotations: unknown = metadata?.annotations;
  const entries =
    typeof annotations === 'object' && annotations !== null
      ? (annotations as Record<string, unknown>)[entriesKey(prefix)]
      : undefined;
  return typeof entries !== 'string' || finding.severity === 'info'
    ? finding
    : {
        ...finding,
        fix: `${finding.fix} The platform team has set this in tenancy.manifests of app-config (${entries}).`,
        fixableBy: 'platform',
      };
}
