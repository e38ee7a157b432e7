import { mockServices } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { readAdmins } from '../unmanaged/readAdmins';
import { readUnmanaged } from '../unmanaged/readUnmanaged';
import { firstConfig } from './firstConfig';

const located = {
  clusterLocatorMethods: [
    { type: 'config', clusters: [{ name: 'one', url: 'https://one' }] },
  ],
};

describe('the lines to begin with', () => {
  it.each([
    ['found', true, located, 'one'],
    [
      'known to the Kubernetes plugin alone',
      false,
      { clusterLocatorMethods: [{ type: 'catalog' }] },
      'my-cluster',
    ],
    ['of no Kubernetes plugin at all', false, undefined, 'my-cluster'],
  ])(
    'can be used as they stand where clusters are %s',
    (_, areFound, kubernetes, cluster) => {
      const lines = parse(firstConfig('user:development/guest', areFound));
      const config = mockServices.rootConfig({
        data: { ...lines, ...(kubernetes ? { kubernetes } : {}) },
      });

      expect(readAdmins(config)).toEqual(['user:development/guest']);
      expect(readUnmanaged(config)).toMatchObject({
        access: 'owners',
        clusters: [{ name: cluster }],
      });
    },
  );
});
