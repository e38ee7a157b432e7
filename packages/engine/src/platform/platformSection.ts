/**
 * Keys of `tenancy` in app-config that say how the plugins run, and nothing of the platform.
 *
 * @public
 */
export const pluginKeys: readonly string[] = [
  'kubeconfig',
  'git',
  'watch',
  'catalog',
  'permissions',
];

/**
 * The part of `tenancy` in app-config that describes the platform, for {@link parsePlatform}. Anything but an object is
 * handed on as it is, and refused there.
 *
 * @public
 */
export function platformSection(tenancy: unknown): unknown {
  return typeof tenancy === 'object' &&
    tenancy !== null &&
    !Array.isArray(tenancy)
    ? Object.fromEntries(
        Object.entries(tenancy).filter(([key]) => !pluginKeys.includes(key)),
      )
    : tenancy;
}
