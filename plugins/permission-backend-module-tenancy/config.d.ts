export interface Config {
  tenancy?: {
    permissions?: {
      /** Who sees tenants in the catalog: their owners and the platform's admins (`owners`, default), or `everyone`. */
      tenantEntities?: 'owners' | 'everyone';
      /**
       * Lets everybody use the Kubernetes plugin's tab. Only together with `kubernetesModuleTenancy`, which shows each
       * team its own namespaces and nothing else. `guardedElsewhere` says that the Kubernetes plugin runs in another backend,
       * with that module: here nobody can see whether it does. Default: false, so that only admins may use the plugin.
       */
      kubernetesTab?: boolean | 'guardedElsewhere';
    };
  };
}
