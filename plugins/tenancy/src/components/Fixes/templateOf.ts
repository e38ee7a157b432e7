/** The name under which the template with the form of a kind of request is shipped. */
export function templateOf(kind: string): string {
  return `kubernetes-${kind.toLowerCase()}`;
}
