let guards = 0;

/**
 * Whether the Kubernetes plugin of this very backend shows each caller the namespaces of own tenants alone. Permissions
 * can't see that; where it is not so, or not known, the tab stays shut.
 */
export function isTabGuarded(): boolean {
  return guards > 0;
}

/** Says that it is so, until the returned function is called. */
export function guardTab(): () => void {
  guards += 1;
  return () => {
    guards -= 1;
  };
}
