/**
 * The least that shows something, to be copied to app-config. It grants nothing but what stands in it.
 *
 * @param admin - entity reference of who reads it: after the restart they see what is missing still
 * @param clustersAreFound - whether configuration says which clusters there are; other locators of the Kubernetes plugin tell only
 *   that plugin, so that they have to be named
 */
export function firstConfig(admin: string, clustersAreFound: boolean): string {
  const clusters = clustersAreFound
    ? ''
    : `    clusters:
      - name: my-cluster # as the Kubernetes plugin calls it
`;
  return `tenancy:
  admins: [${JSON.stringify(admin)}] # who sees the setup page and all cards
  unmanaged:
    access: owners
${clusters}    owners:
      - owner: group:default/payments # as in spec.owner of entities
        namespaces: [payments] # its cards show these
        projects: [payments] # and the Applications of these that deploy there
        # flux: [flux-system/payments] # and what Flux delivers there from elsewhere
`;
}
