import { groupSubject } from '../../names';
import { Platform } from '../../platform';
import { checkSelfHealPauses } from '../../manifests/checkSelfHealPauses';
import { RenderContext } from '../../manifests/RenderContext';
import { Refusals } from '../../request/Refusals';
import { checkEgress } from './network/checkEgress';
import { checkDomains } from './checkDomains';
import { checkNamespaceMetadata } from './namespaceMetadata';
import { checkPorts } from './checkPorts';
import { checkTenantName } from './checkTenantName';
import { TenantRequest } from './request';

/**
 * Refuses a tenant that the platform can't have, with every reason.
 */
export function checkTenant(
  request: TenantRequest,
  context: RenderContext,
): void {
  const { platform, refusals } = context;
  const { spec } = request;
  checkTenantName(request, context);
  checkTier(spec.tier, platform, refusals);
  checkGroup(spec.owner, 'spec.owner', context);
  spec.viewers.forEach((viewer, index) =>
    checkGroup(viewer, `spec.viewers[${index}]`, context),
  );
  checkDomains(request, context);
  checkEgress(spec.egress, spec.environments, platform, refusals);
  checkPorts(request, context);
  checkNamespaceMetadata(spec.namespaceMetadata, spec.environments, context);
  checkNames(spec.draining, 'spec.draining', request, refusals);
  checkSelfHealPauses(
    refusals,
    spec.selfHealPauses,
    platform.environments.filter(({ name }) =>
      spec.environments.includes(name),
    ),
  );
  spec.syncWindows.forEach((window, index) => {
    checkNames(
      window.environments ?? [],
      `spec.syncWindows[${index}].environments`,
      request,
      refusals,
    );
    const same = spec.syncWindows.findIndex(
      other => JSON.stringify(other) === JSON.stringify(window),
    );
    if (same !== index) {
      refusals.add({
        code: 'Duplicate',
        field: `spec.syncWindows[${index}]`,
        message: `This window is the same as number ${same + 1}.`,
        fix: 'Name it once.',
      });
    }
  });
}

function checkTier(tier: string, platform: Platform, refusals: Refusals): void {
  if (!Object.hasOwn(platform.tiers, tier)) {
    refusals.add({
      code: 'UnknownTier',
      field: 'spec.tier',
      given: tier,
      message: 'This tier does not exist.',
      fix: `Use one of: ${Object.keys(platform.tiers).join(', ')}.`,
    });
  }
}

function checkGroup(
  group: string,
  field: string,
  { platform, groups, refusals }: RenderContext,
): void {
  const subject = groupSubject(platform, group, groups);
  if ('problem' in subject) {
    refusals.add({
      code: 'NoGroupMapping',
      field,
      given: group,
      message: subject.problem,
      fix: subject.fix,
      fixableBy: 'platform',
    });
  }
}

function checkNames(
  names: readonly string[],
  field: string,
  request: TenantRequest,
  refusals: Refusals,
): void {
  names.forEach((name, index) => {
    if (!request.spec.environments.includes(name)) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field: `${field}[${index}]`,
        given: name,
        message: 'The tenant does not have this environment.',
        fix: `Use one of: ${request.spec.environments.join(', ')}.`,
      });
    }
  });
}
