/** The name of an entry within its page. */
export function anchorOf({ id }: { id: string }): string {
  return `change-${id}`;
}

/** The address of an entry, from anywhere on the page of its tenant. */
export function changeHref(change: { id: string }): string {
  return `?tab=changes#${anchorOf(change)}`;
}
