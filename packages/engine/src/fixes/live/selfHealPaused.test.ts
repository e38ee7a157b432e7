import { type FixCase, outcomeOf, wantedOf } from '../../testing/fixLive';
import { fixesOf, request } from '../../testing/fixWorld';

const over = '2026-11-28T11:00Z';
const repo = 'https://git.example.com/payments/shop.git';

const cases: Record<string, FixCase> = {
  "a pause of the tenant's own Application that is over": {
    code: 'SelfHealPaused',
    world: {
      tenant: { selfHealPauses: [{ environment: 'dev', until: over }] },
      requests: [],
    },
    titles: ['Resume self-heal in dev'],
  },
  'a pause of an Application request': {
    code: 'SelfHealPaused',
    world: {
      tenant: { repositories: [repo] },
      requests: [
        request('Application', 'shop', {
          environments: ['dev'],
          sources: [
            { type: 'directory', repo, revision: 'main', path: 'deploy' },
          ],
          selfHealPauses: [{ environment: 'dev', until: over }],
        }),
      ],
    },
    titles: ['Resume self-heal in dev'],
  },
};

describe('fixes of self-heal that is paused', () => {
  it.each(Object.entries(cases))('resume %s', (_, each) => {
    expect(outcomeOf(each)).toEqual(wantedOf(each));
  });

  it('leave what is paused elsewhere', () => {
    const prod = { environment: 'prod', until: '2026-11-29T11:00Z' };
    const fixes = fixesOf({
      tenant: {
        selfHealPauses: [{ environment: 'dev', until: over }, prod],
      },
      requests: [],
    });
    expect(
      fixes
        .filter(({ code }) => code === 'SelfHealPaused')
        .map(({ environments, options }) => [
          environments,
          options.map(({ edit }) => edit?.to.selfHealPauses),
        ]),
    ).toEqual([
      [['dev'], [[prod]]],
      [['prod'], [[{ environment: 'dev', until: over }]]],
    ]);
  });
});
