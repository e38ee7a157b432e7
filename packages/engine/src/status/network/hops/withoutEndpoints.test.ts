import { ClusterView } from '../../../snapshot/clusterView';
import { cardWorld, inPay, minutesAgo, now } from '../../../testing/cardWorld';
import { withoutEndpoints } from './withoutEndpoints';

const service = inPay('v1', 'Service', 'web', {
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
});
const pod = (age: number, status: object) =>
  inPay('v1', 'Pod', `web-${age}`, {
    metadata: { labels: { app: 'web' }, creationTimestamp: minutesAgo(age) },
    status,
  });

describe('a Service with pods and without endpoints', () => {
  const told = (...pods: Array<ReturnType<typeof pod>>) =>
    withoutEndpoints(
      service,
      80,
      new ClusterView(cardWorld([service, ...pods]), 'spoke'),
      now,
    );

  it('has some minutes', () => {
    expect(told(pod(2, { phase: 'Pending' }))).toMatchObject({
      state: 'Progressing',
      why: 'Service web has no endpoints yet: the 1 pods it selects have no address there',
    });
  });

  it('is broken where its pods get no address for longer', () => {
    expect(
      told(pod(2, { phase: 'Pending' }), pod(30, { phase: 'Pending' })),
    ).toMatchObject({
      state: 'Degraded',
      why: 'Service web has no endpoints: the 2 pods it selects get no address',
      fixableBy: 'tenant',
    });
  });

  it('is the platform’s where nobody writes the addresses that they have', () => {
    expect(told(pod(30, { podIP: '10.0.0.1' }))).toMatchObject({
      state: 'Degraded',
      fixableBy: 'platform',
    });
  });
});
