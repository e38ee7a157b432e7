/** An owner as people call it: `payments` of `group:default/payments`. */
export function shortOwner(entityRef: string): string {
  return entityRef.replace(/^[^:]+:(default\/)?/, '');
}
