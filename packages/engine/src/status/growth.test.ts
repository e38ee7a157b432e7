import { Snapshot } from '../model';
import { Steps, finish } from '../steps';
import { brokenTenant } from '../testing/brokenTenant';
import { cardsWith, causePlatform } from '../testing/causeWorld';
import { growth } from '../testing/growth';
import { route } from '../testing/networkWorld';
import { networkStatusInSteps } from './network';
import { quotasStatusInSteps } from './quota';
import { secretsStatusInSteps } from './secrets';
import { TenantSubject } from './namespaces';
import { StatusOptions } from './sync';
import { workloadsStatusInSteps } from './workloads';

const options = { platform: causePlatform, now: Date.parse('2026-01-01') };

type Status = (
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
) => Steps<unknown>;

const cards: Record<string, Status> = {
  network: networkStatusInSteps,
  secrets: secretsStatusInSteps,
  workloads: workloadsStatusInSteps,
  quota: quotasStatusInSteps,
};

const worlds = new Map<number, Snapshot>();

function worldOf(size: number): Snapshot {
  const world = worlds.get(size) ?? brokenTenant(size).snapshot;
  worlds.set(size, world);
  return world;
}

/** Routes with a path each. */
function sharing(size: number) {
  return cardsWith({
    spoke: Array.from({ length: size }, (_, i) => {
      const { metadata, ...rest } = route({
        spec: {
          hostnames: ['pay.example.com'],
          rules: [
            {
              matches: [{ path: { value: `/${i}` } }],
              backendRefs: [{ name: 'web', port: 80 }],
            },
          ],
        },
      });
      return { ...rest, metadata: { ...metadata, name: `web-${i}` } };
    }),
  });
}

const stepsOf = (steps: Steps<unknown>) => [...steps].length;

describe('the cards of a tenant of many objects', () => {
  it.each(Object.entries(cards))(
    'take time by the number of objects: %s',
    (_card, status) => {
      expect(
        growth(size => finish(status('pay', worldOf(size), options)), 200),
      ).toBeLessThan(6);
    },
  );

  it.each(Object.entries(cards).filter(([card]) => card !== 'quota'))(
    'let others in between at least once for each object: %s',
    (_card, status) => {
      expect(
        stepsOf(status('pay', worldOf(150), options)),
      ).toBeGreaterThanOrEqual(150);
    },
  );
});

describe('the routes of a tenant that share a hostname', () => {
  it('take time by their number', () => {
    expect(
      growth(size => {
        const { snapshot } = sharing(size);
        finish(networkStatusInSteps('pay', snapshot, options));
      }, 200),
    ).toBeLessThan(6);
  });
});
