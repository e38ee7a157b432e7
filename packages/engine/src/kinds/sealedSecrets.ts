import { KubernetesObject } from '../model';
import { KindDescriptor } from './KindDescriptor';
import { Health, health } from './health/health';
import { conditionsIn, field } from './health/scriptFields';

function sealedSecret({ status }: KubernetesObject): Health {
  const synced = conditionsIn(status).find(
    condition =>
      field(condition, 'type') === 'Synced' &&
      ['True', 'False'].includes(String(field(condition, 'status'))),
  );
  return synced === undefined
    ? health('Progressing', 'Waiting for Sealed Secret to be decrypted')
    : health(
        field(synced, 'status') === 'True' ? 'Healthy' : 'Degraded',
        field(synced, 'message'),
      );
}

/** Sealed Secrets. */
export const sealedSecrets: readonly KindDescriptor[] = [
  {
    group: 'bitnami.com',
    kind: 'SealedSecret',
    plural: 'sealedsecrets',
    versions: ['v1alpha1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'platform',
    reach: 'namespace',
    watched: true,
    health: sealedSecret,
    makes: ({ metadata: { name } }) => [`Secret/${name}`],
  },
];
