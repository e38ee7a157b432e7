import { renderPlatform } from '../guardrails/renderPlatform';
import { parsePlatform } from '../platform';
import { adoptedOf, foundObject } from '../testing/adoptedObjects';
import { platformWith, tenantObjects } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils';

describe('a tenant that is reported only', () => {
  it('lets Pod Security admit all, and tell of what it would not', () => {
    const { find } = tenantObjects(
      {},
      platformWith({}, { reportOnly: ['payments'] }),
    );
    expect(find('Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  const input = { reportOnly: ['payments'] };
  const objects = [foundObject('Namespace', 'pay-old')];

  it('gets nothing that would hold what it runs', () => {
    const { objects: told } = adoptedOf(objects, { input });
    const kinds = new Set(told.map(({ kind }) => kind));
    expect(kinds).toContain('AppProject');
    expect(kinds).not.toContain('NetworkPolicy');
    expect(kinds).not.toContain('ResourceQuota');
    expect(kinds).not.toContain('LimitRange');
  });

  it('is warned by the guard rails that hold others', () => {
    const bindings = renderPlatform(
      parsePlatform({ ...smallPlatform(), ...input }),
    )
      .files.flatMap(file => file.objects)
      .filter(
        ({ kind, metadata }) =>
          kind === 'ValidatingAdmissionPolicyBinding' &&
          metadata.name.startsWith('groundwork-dev-route-hostnames'),
      );
    const selecting = (operator: string) => ({
      matchResources: {
        namespaceSelector: {
          matchExpressions: [
            {
              key: 'tenancy.groundwork.dev/tenant',
              operator,
              values: ['payments'],
            },
          ],
        },
      },
    });
    expect(bindings.map(({ spec }) => spec)).toEqual([
      {
        policyName: 'groundwork-dev-route-hostnames',
        validationActions: ['Deny'],
        ...selecting('NotIn'),
      },
      {
        policyName: 'groundwork-dev-route-hostnames',
        validationActions: ['Warn', 'Audit'],
        ...selecting('In'),
      },
    ]);
  });
});
