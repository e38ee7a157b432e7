import { previewChange, previewChangeInSteps } from '../preview';
import { renderChange, renderChangeInSteps } from '../preview';
import { check, checkInSteps } from '../check';
import { arraySnapshot } from '../snapshot';
import { namespace, platform, route } from '../testing/checkWorld';
import { parseRequest } from '../parse/parseRequest';
import { finish, Steps } from './Steps';

/** The milliseconds of CPU of the longest step, and what they come to. */
function longestOf<T>(steps: Steps<T>): { longest: number; value: T } {
  let longest = 0;
  for (;;) {
    const before = process.cpuUsage();
    const { done, value } = steps.next();
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    if (done) {
      return { longest, value };
    }
  }
}

/** The least of some rounds: the first ones compile, and the collector comes in between. */
function least(run: () => number): number {
  return Math.min(...Array.from({ length: 5 }, run));
}

const request = (kind: string, spec: object, name = 'big') =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'pay' },
    spec,
  });

const variables = (value: string) =>
  Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [`VARIABLE_${i}`, `${value} ${i}`]),
  );

const workload = (value: string) =>
  request('Workload', {
    image: 'registry.example.com/shop:1.4.2',
    ports: [{ name: 'http', port: 8080 }],
    replicas: 1,
    env: variables(value),
  });

const tenant = parseRequest({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Tenant',
  metadata: { name: 'pay' },
  spec: {
    owner: 'group:default/pay',
    environments: ['dev'],
    tier: Object.keys(platform.tiers)[0],
    repositories: ['https://git.example.com/acme/pay.git'],
  },
});

describe('long work in steps', () => {
  it('comes to what it comes to at once, with a thousand variables changed and no step of 50 ms', () => {
    const was = workload('was');
    const present = new Map(
      renderChange({
        change: { request: was },
        platform,
        requests: [tenant],
        present: new Map(),
        context: {},
      }).next.files.map(({ path, content }) => [path, content]),
    );
    const options = {
      change: { request: workload('is') },
      platform,
      requests: [tenant, was],
      present,
      context: {},
    };
    const change = renderChange(options);
    const asked = {
      ...change,
      present,
      subject: { cluster: '', group: '', kind: 'Workload', name: 'big' },
    };
    const { rest: _rest, ...all } = change;
    expect(longestOf(renderChangeInSteps(options)).value).toMatchObject(all);
    expect(longestOf(previewChangeInSteps(asked)).value).toEqual(
      previewChange(asked),
    );
    expect(previewChange(asked).changes).toContain(
      '~ Request workload-big: env.VARIABLE_7: was 7 → is 7',
    );
    const longest = least(() =>
      Math.max(
        longestOf(renderChangeInSteps(options)).longest,
        longestOf(previewChangeInSteps(asked)).longest,
      ),
    );
    expect(longest).toBeLessThan(50);
  });

  it('takes a step for each object of a check', () => {
    const tenants = Array.from({ length: 300 }, (_, i) => `t${i}`);
    const snapshot = arraySnapshot(
      ['spoke-dev', 'prod', 'hub'].map(cluster => ({
        cluster,
        objects: tenants.flatMap(name => [
          namespace(name, name),
          route(name, [`${name}.dev.example.com`]),
        ]),
        asOf: 1,
      })),
    );
    const options = { platform, now: 1 };
    const found = check(snapshot, options);
    expect(found.length).toBeGreaterThan(300);
    expect(finish(checkInSteps(snapshot, options))).toEqual(found);
    expect(
      least(() => longestOf(checkInSteps(snapshot, options)).longest),
    ).toBeLessThan(50);
    expect([...checkInSteps(snapshot, options)].length).toBeGreaterThan(600);
  });
});
