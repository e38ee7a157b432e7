import { renderPlatform } from '../guardrails/renderPlatform';
import { parsePlatform } from '../platform';
import { adoptedOf, foundObject } from '../testing/adoptedObjects';
import { platformWith, tenantObjects } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils';

describe('a tenant that is reported only', () => {
  it.each(['payments', '*'])(
    'leaves the level of Pod Security that is there by %s, and is told of what ours would not admit',
    name => {
      const { find } = tenantObjects(
        {},
        platformWith({}, { reportOnly: [name] }),
      );
      const { labels } = find('Namespace').metadata;
      expect(labels).toMatchObject({
        'pod-security.kubernetes.io/warn': 'restricted',
      });
      expect(Object.keys(labels ?? {}).join()).not.toContain('/enforce');
    },
  );

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
