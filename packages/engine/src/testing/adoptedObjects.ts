import { adopt } from '../adopt/adopt';
import type { AdoptOptions } from '../adopt/Adoption';
import type { KubernetesObject } from '../model';
import { parsePlatform, type PlatformInput } from '../platform';
import { smallPlatform } from '../testUtils/smallPlatform';

export const adoptedOwner = 'group:default/payments';

/** An object of the core group, by default in a namespace that has a name of its own. */
export const foundObject = (
  kind: string,
  name: string,
  rest: Record<string, unknown> = {},
  namespace: string | undefined = 'pay-old',
): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, ...(kind === 'Namespace' ? {} : { namespace }) },
  ...rest,
});

/** What comes of objects of the namespace `pay-old`, as the tenant `payments`. */
export const adoptedOf = (
  objects: readonly KubernetesObject[],
  more: Partial<AdoptOptions> & { input?: Partial<PlatformInput> } = {},
) => {
  const { input, ...options } = more;
  return adopt({
    platform: parsePlatform({ ...smallPlatform(), ...input }),
    rules: [{ namespace: 'pay-old', owner: adoptedOwner, tenant: 'payments' }],
    objects: objects.map(each => ({ object: each, cluster: 'spoke-dev' })),
    ...options,
  });
};

/** What became of each object, by its kind and name. */
export const fatesOf = ({ objects }: ReturnType<typeof adopt>) =>
  Object.fromEntries(
    objects.map(({ kind, name, fate }) => [`${kind} ${name}`, fate]),
  );
