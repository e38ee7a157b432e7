import { clientOf, until } from '../__testUtils__/clientOf';
import { namespace } from '../__testUtils__/lookObjects';
import { lookPortal } from '../__testUtils__/lookPortal';
import type { Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

let portal: Portal | undefined;
afterEach(() => portal?.stop());

const { get } = clientOf(() => portal!);

const flannel = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { namespace: 'kube-flannel', name: 'kube-flannel-ds' },
  spec: {
    template: {
      spec: { hostNetwork: true, containers: [{ name: 'kube-flannel' }] },
    },
  },
  status: { desiredNumberScheduled: 3, numberReady: 3 },
};

/** What the setup page tells of a cluster that is looked at alone. */
async function clusterOf(unmanaged: object) {
  portal = await lookPortal({
    unmanaged: { access: 'entityReaders', ...unmanaged },
    entities: [],
    objects: [namespace('payments')],
    fill: cluster => {
      cluster.serve({
        group: 'apps',
        version: 'v1',
        kind: 'DaemonSet',
        plural: 'daemonsets',
      });
      cluster.put(flannel);
    },
  });
  const { body } = await until(
    () => get('setup', 'root'),
    answer => !answer.body.clusters[0].policies?.why.includes('not be read'),
  );
  return body.clusters[0];
}

describe('who enforces policies in a cluster that is looked at alone', () => {
  it('is told with the key that says otherwise', async () => {
    expect(await clusterOf({})).toMatchObject({
      state: 'Degraded',
      policies: { state: 'no' },
      fix: expect.stringContaining(' tenancy.unmanaged.clusters[].cni'),
    });
  });

  it('is who configuration says', async () => {
    const clusters = [{ name: 'one', cni: 'kubernetes' }];
    const told = await clusterOf({ clusters });
    expect(told.policies).toMatchObject({ state: 'yes' });
    expect(told.fix).toBeUndefined();
  });
});
