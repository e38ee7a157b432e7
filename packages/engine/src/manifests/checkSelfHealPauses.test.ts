import { objectsFor, refusedFor } from '../testing/renderFor';
import {
  platformWith,
  refusedTenant,
  tenantDocument,
  tenantObjects,
} from '../testing/renderTenant';
import { offeringPlatform } from '../testing/offeringPlatform';

const until = '2026-11-30T18:00Z';
const key = 'tenancy.groundwork.dev/self-heal-paused-until';
const repo = 'https://git.example.com/payments/shop.git';
const tenant = { repositories: [repo] };
const chart = {
  sources: [{ type: 'directory', repo, revision: 'main', path: 'deploy' }],
};

describe('a pause of self-heal', () => {
  it("turns it off in the tenant's own Application, which still syncs and prunes, and says until when", () => {
    const paused = tenantObjects({
      selfHealPauses: [{ environment: 'dev', until }],
    }).find('Application', 'payments-dev');
    expect(paused.metadata.annotations?.[key]).toBe(until);
    expect(paused.spec).toMatchObject({
      syncPolicy: { automated: { prune: true, selfHeal: false } },
    });
    const healing = tenantObjects().find('Application', 'payments-dev');
    expect(healing.metadata.annotations).not.toHaveProperty([key]);
    expect(healing.spec).toMatchObject({
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    });
  });

  it('turns it off in one environment of an Application request', () => {
    const spec = { ...chart, selfHealPauses: [{ environment: 'dev', until }] };
    const of = (environment: string) =>
      objectsFor('Application', spec, { tenant, environment })[0];
    expect(of('dev').metadata.annotations?.[key]).toBe(until);
    expect(of('dev').spec).toMatchObject({
      syncPolicy: { automated: { selfHeal: false } },
    });
    expect(of('prod').spec).toMatchObject({
      syncPolicy: { automated: { selfHeal: true } },
    });
    expect(of('prod').metadata.annotations).not.toHaveProperty([key]);
  });

  it.each([
    [{ environment: 'prod', until }, 'EnvironmentNotOfTenant'],
    [{ environment: 'dev', until: 'tomorrow' }, 'InvalidRequest'],
    [{ environment: 'dev', until: '2026-02-30T00:00Z' }, 'InvalidRequest'],
    [{ environment: 'dev', until: '2026-11-30T18:00+01:00' }, 'InvalidRequest'],
    [{ environment: 'dev', until: '2026-11-30T18:00Z\nx' }, 'InvalidRequest'],
    [{ environment: 'dev' }, 'InvalidRequest'],
  ])('%j is refused with %s', (pause, code) => {
    const selfHealPauses = [pause] as Array<{
      environment: string;
      until: string;
    }>;
    expect(refusedTenant(tenantDocument({ selfHealPauses })).join()).toContain(
      code,
    );
  });

  it('is refused twice, where the platform allows none, and where nothing heals', () => {
    const pause = { environment: 'dev', until };
    expect(
      refusedTenant(tenantDocument({ selfHealPauses: [pause, pause] })),
    ).toEqual(['Duplicate spec.selfHealPauses[1]']);
    expect(
      refusedTenant(
        tenantDocument({ selfHealPauses: [pause] }),
        platformWith({ selfHealPauses: { allowed: false } }),
      ),
    ).toEqual(['PauseNotAllowed spec.selfHealPauses[0]']);
    const { environments, ...rest } = offeringPlatform();
    const platform = {
      ...rest,
      environments: environments.map(each => ({
        ...each,
        selfHealPauses: { allowed: false },
      })),
    };
    const asked = { ...chart, selfHealPauses: [pause] };
    expect(refusedFor('Application', asked, { tenant, platform })).toEqual([
      'PauseNotAllowed spec.selfHealPauses[0]',
    ]);
    for (const sync of [{ automated: false }, { selfHeal: false }]) {
      const overrides = { dev: { sync } };
      expect(
        refusedFor('Application', { ...asked, overrides }, { tenant }),
      ).toEqual(['Contradiction spec.selfHealPauses[0]']);
    }
  });
});
