import { Refusals } from '../../request/Refusals';
import { KubernetesObject } from '../../model';
import { defined } from '../../manifests/defined';
import { Target, tenantMeta } from '../../manifests/Target';
import { checkSecret } from './checkSecret';
import { EffectiveSecret, effectiveSecret } from './effective';
import { SecretSpec } from './request';
import { storePath } from '../../platform/storePath';
import { templateObject } from './template';

/**
 * The ExternalSecret of a request in one environment; none if something was refused.
 * `base` is the path of its spec in the request.
 *
 * @public
 */
export function secretObjects(
  refusals: Refusals,
  target: Target,
  name: string,
  spec: SecretSpec,
  base: string,
): KubernetesObject[] {
  const secret = effectiveSecret(spec, target.environment.name, base);
  const store = checkSecret(refusals, target, secret, base);
  if (!store) {
    return [];
  }
  const remoteRef = (item: EffectiveSecret['extract'][number]) => {
    const result = storePath(store, target, item.key, target.platform);
    return defined({
      key: 'path' in result ? result.path : '',
      property: item.property,
      version: item.version,
      // Older versions fill these in, which in a list would show as a difference.
      conversionStrategy: 'Default',
      decodingStrategy: item.decoding,
      metadataPolicy: 'None',
    });
  };
  const { refresh, data, extract } = secret;
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: tenantMeta(target, name),
      spec: defined({
        refreshPolicy: refresh.policy,
        refreshInterval:
          refresh.policy === 'Periodic' ? refresh.interval : undefined,
        secretStoreRef: {
          kind:
            store.scope === 'cluster' ? 'ClusterSecretStore' : 'SecretStore',
          name: store.name,
        },
        target: targetObject(secret, name),
        data:
          data.length > 0
            ? data.map(({ secretKey, ...item }) => ({
                secretKey,
                remoteRef: remoteRef(item),
              }))
            : undefined,
        dataFrom:
          extract.length > 0
            ? extract.map(item => ({ extract: remoteRef(item) }))
            : undefined,
      }),
    },
  ];
}

function targetObject(
  { target, template, restartOnRotation }: EffectiveSecret,
  name: string,
): Record<string, unknown> {
  const shape = template && templateObject(template);
  return defined({
    name: target.name ?? name,
    creationPolicy: target.creation,
    deletionPolicy: target.deletion,
    immutable: target.immutable ? true : undefined,
    template:
      shape || restartOnRotation
        ? defined({
            engineVersion: 'v2',
            mergePolicy: shape?.mergePolicy,
            type: shape?.type,
            metadata: restartOnRotation
              ? { annotations: { 'reloader.stakater.com/match': 'true' } }
              : undefined,
            data: shape?.data,
          })
        : undefined,
  });
}
