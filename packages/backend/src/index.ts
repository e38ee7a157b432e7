import { createBackend } from '@backstage/backend-defaults';
import { kubernetesModuleTenancy } from '@groundwork/backstage-plugin-permission-backend-module-tenancy';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('./demoSignIn'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@groundwork/backstage-plugin-permission-backend-module-tenancy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(kubernetesModuleTenancy);
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@groundwork/backstage-plugin-tenancy-backend'));
backend.add(
  import('@groundwork/backstage-plugin-scaffolder-backend-module-tenancy'),
);
backend.add(
  import('@groundwork/backstage-plugin-catalog-backend-module-tenancy'),
);

backend.start();
