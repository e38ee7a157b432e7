import { parsePlatform } from '../platform';
import { parseRequest } from '../parse/parseRequest';
import { offeringPlatform } from '../testing/offeringPlatform';
import { teamTenant } from '../testing/teamTenant';
import { renderChange, RequestChange } from './renderChange';

const platform = parsePlatform(offeringPlatform());
const tenant = teamTenant();

function request(kind: string, name: string, spec: object) {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'payments' },
    spec,
  });
}

const image = 'registry.example.com/worker:1';
const worker = request('Workload', 'worker', { image, replicas: 3 });
const other = request('Workload', 'other', { image });
const scaler = (target: string) =>
  request('Scaler', 'events', {
    target: { name: target },
    min: 0,
    max: 5,
    triggers: [
      {
        type: 'cron',
        timezone: 'UTC',
        start: '0 8 * * *',
        end: '0 9 * * *',
        replicas: 2,
      },
    ],
  });

/** The Deployments that a change writes, with the number of pods before and after it. */
function replicasIn(
  change: RequestChange,
  requests: ReturnType<typeof request>[],
) {
  const { before, next } = renderChange({
    change,
    platform,
    requests: [tenant, ...requests],
    present: new Map(),
    context: {},
  });
  const numbers = (files: typeof next.files) =>
    files
      .filter(({ target }) => target?.environment === 'dev')
      .flatMap(({ objects }) => objects)
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ metadata, spec }) => [
        metadata.name,
        (spec as { replicas?: number }).replicas,
      ]);
  return { before: numbers(before.files), next: numbers(next.files) };
}

describe('a change of a scaler', () => {
  it('takes the number of pods out of its workload, and of no other', () => {
    expect(replicasIn({ request: scaler('worker') }, [worker, other])).toEqual({
      before: [['worker', 3]],
      next: [['worker', undefined]],
    });
  });

  it('gives it back when it goes, or goes elsewhere', () => {
    const requests = [worker, other, scaler('worker')];
    expect(
      replicasIn(
        { remove: { kind: 'Scaler', tenant: 'payments', name: 'events' } },
        requests,
      ),
    ).toEqual({ before: [['worker', undefined]], next: [['worker', 3]] });
    expect(replicasIn({ request: scaler('other') }, requests).next).toEqual([
      ['other', undefined],
      ['worker', 3],
    ]);
  });

  it('writes a workload that it does not change only once', () => {
    expect(
      replicasIn({ request: scaler('worker') }, [
        worker,
        other,
        scaler('worker'),
      ]),
    ).toEqual({ before: [], next: [] });
  });
});
