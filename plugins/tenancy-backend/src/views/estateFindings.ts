import type { EstateFinding } from '@groundwork/backstage-plugin-tenancy-common';
import type { Viewer } from '../access/Viewer';
import type { OwnedFinding } from '../estate/EstateFindings';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { redactNames } from '../timeline/redactNames';

/**
 * Makes of findings what this viewer may read: without evidence, and without names of tenants that are not theirs.
 */
export function estateFindings(
  { directory }: Pick<Tenancy, 'directory'>,
  viewer: Viewer,
  readable: readonly TenantEntry[],
): (found: OwnedFinding) => EstateFinding {
  const byName = new Map(readable.map(tenant => [tenant.name, tenant]));
  const clean = viewer.isAdmin
    ? (text: string) => text
    : cleaner({ directory }, readable);
  return ({ finding, tenant }) => {
    const { code, severity, subject, message, fix, fixableBy } = finding;
    const { cluster, namespace = subject.name } = subject;
    const environment = byName
      .get(tenant ?? '')
      ?.environments.find(
        each => each.cluster === cluster && each.namespace === namespace,
      )?.name;
    return {
      code,
      severity,
      subject,
      message: clean(message),
      fix: clean(fix),
      fixableBy,
      ...(tenant === undefined ? {} : { tenant }),
      ...(environment === undefined ? {} : { environment }),
    };
  };
}

function cleaner(
  { directory }: Pick<Tenancy, 'directory'>,
  readable: readonly TenantEntry[],
): (text: string) => string {
  const own = new Set(
    readable.flatMap(({ name, environments }) => [
      name,
      ...environments.flatMap(each => [each.name, each.namespace]),
    ]),
  );
  return text =>
    redactNames(text, {
      own,
      isForeign: name => !own.has(name) && directory.get(name) !== undefined,
    });
}
