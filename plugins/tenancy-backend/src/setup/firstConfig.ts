/** The least that shows something, to be copied to app-config. It grants nothing but what stands in it. */
export const FIRST_CONFIG = `tenancy:
  admins: [group:default/platform] # who sees this page
  unmanaged:
    access: owners
    owners:
      - owner: group:default/payments
        namespaces: [payments] # its cards show these
        projects: [payments] # and the Applications of these that deploy there
`;
