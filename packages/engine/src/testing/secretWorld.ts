import { secretsStatus } from '../status/secrets';
import type { KubernetesObject } from '../model';
import type { UnknownEntry } from '../snapshot';
import { cardPlatform, cardWorld, inPay, minutesAgo, now } from './cardWorld';

export const api = 'external-secrets.io/v1';
export const vault = inPay(api, 'SecretStore', 'vault', {
  spec: {
    provider: {
      vault: {
        server: 'https://vault.example.com',
        path: 'kv',
        version: 'v2',
      },
    },
  },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});
export const condition = (status: string, message: string, reason = 'x') => ({
  type: 'Ready',
  status,
  reason,
  message,
  lastTransitionTime: minutesAgo(9),
});
export const external = (spec: object = {}, status: object = {}) =>
  inPay(api, 'ExternalSecret', 'db', {
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'vault' },
      data: [
        {
          secretKey: 'PASSWORD',
          remoteRef: { key: 'pay/db', property: 'password' },
        },
      ],
      ...spec,
    },
    status: {
      refreshTime: minutesAgo(10),
      conditions: [condition('True', 'secret synced', 'SecretSynced')],
      ...status,
    },
  });
export const failing = (message: string) =>
  external({}, { conditions: [condition('False', message)] });

export function statusOf(
  objects: KubernetesObject[],
  unknown: UnknownEntry[] = [],
  environment: object = {},
) {
  return secretsStatus('pay', cardWorld(objects, unknown), {
    platform: cardPlatform(environment),
    now,
  });
}

export const secretOf = (...objects: KubernetesObject[]) =>
  statusOf([vault, ...objects]).secrets[0];
