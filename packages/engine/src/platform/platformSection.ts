/**
 * Keys of `tenancy` in app-config that say how the plugins run, and nothing of the platform.
 *
 * @public
 */
export const pluginKeys: readonly string[] = [
  'kubeconfig',
  'deployers',
  'git',
  'watch',
  'catalog',
  'permissions',
  'unmanaged',
  'changes',
  'notifications',
];

/**
 * The part of `tenancy` in app-config that describes the platform, for {@link parsePlatform}: without what says how the plugins
 * run, and without the credentials of environments. Anything but an object is handed on as it is, and refused there.
 *
 * @public
 */
export function platformSection(tenancy: unknown): unknown {
  if (!isFields(tenancy)) {
    return tenancy;
  }
  const { environments } = tenancy;
  return {
    ...Object.fromEntries(
      Object.entries(tenancy).filter(([key]) => !pluginKeys.includes(key)),
    ),
    ...(Array.isArray(environments)
      ? { environments: environments.map(withoutCredential) }
      : {}),
  };
}

function withoutCredential(environment: unknown): unknown {
  if (!isFields(environment) || !isFields(environment.actions)) {
    return environment;
  }
  const { credential: _, ...actions } = environment.actions;
  return { ...environment, actions };
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
